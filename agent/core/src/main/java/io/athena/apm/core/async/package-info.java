/**
 * Results that arrive later: how each kind tells that it has arrived.
 *
 * <pre>
 *   result ─► AsyncResults ─► AsyncStage        told by the stage
 *             (by its class)  AsyncFuture       when its class, which is woven, tells (PendingFutures)
 *                             AsyncListenable   Google's futures: told by the future
 *                             AsyncReactor      Mono, Flux: replaced by the library's own operators
 *                             AsyncPublisher    Flow.Publisher: replaced by one that looks on
 *                             UnobservableResult      arrives later, and nobody can tell when
 *                                  └─► PendingCall: ended, unseen, subscribed
 * </pre>
 *
 * <p>Runs on application threads. What is called here may be the application's; what is held is
 * held by the application's own pending result, and goes with it.
 */
package io.athena.apm.core.async;
