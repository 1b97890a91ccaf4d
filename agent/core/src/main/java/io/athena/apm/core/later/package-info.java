/**
 * Results that arrive later: how each kind tells that it has arrived.
 *
 * <pre>
 *   result ─► LaterResults ─► LaterStage        told by the stage
 *             (by its class)  LaterFuture       when its class, which is woven, tells (PendingFutures)
 *                             LaterListenable   Google's futures: told by the future
 *                             LaterReactor      Mono, Flux: replaced by the library's own operators
 *                             LaterPublisher    Flow.Publisher: replaced by one that looks on
 *                             UnseenResult      arrives later, and nobody can tell when
 *                                  └─► PendingCall: ended, unseen, subscribed
 * </pre>
 *
 * <p>Runs on application threads. What is called here may be the application's; what is held is
 * held by the application's own pending result, and goes with it.
 */
package io.athena.apm.core.later;
