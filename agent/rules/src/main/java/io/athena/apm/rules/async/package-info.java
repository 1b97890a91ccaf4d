/**
 * Asynchronous results: how the agent observes the end of each kind.
 *
 * <pre>
 *   result ─► AsyncResults ─► AsyncStage          a listener (PendingResults)
 *             (by its class)  AsyncFuture         by its class, which is woven (PendingFutures)
 *                             AsyncListenable     a listener, of Google's futures
 *                             AsyncReactor        Mono, Flux: the library's own operators
 *                             AsyncPublisher      Flow.Publisher: a wrapper
 *                             AsyncResult         by default the end is unknown
 *                                  └─► PendingCall: ended, unobservable, subscribed
 * </pre>
 *
 * <p>Runs on application threads and may call code of the application. The application's own
 * pending result refers to the pending call, so both are collected together.
 */
package io.athena.apm.rules.async;
