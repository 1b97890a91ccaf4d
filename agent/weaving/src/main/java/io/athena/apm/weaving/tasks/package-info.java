/**
 * Takes the span that a thread is in along with the work that it hands to the JDK's executors.
 *
 * <pre>
 *  thread in a span                         a thread of the pool
 *  ThreadPoolExecutor.execute(task)         ThreadPoolExecutor.runWorker
 *        │  woven: TaskBridge.handedOver          │  woven: TaskBridge.run instead of task.run()
 *        ▼                                        ▼
 *     TaskSpans: task ─► span, by identity, weakly ─► adopted while the task runs
 * </pre>
 *
 * <p>Tasks that are futures tell, too, when they have a result: {@code rules.async} waits for some.
 *
 * <p>Nothing here is loaded, and no JDK class is woven, before the first span begins that has a
 * context or the first such future is waited for.
 */
package io.athena.apm.weaving.tasks;
