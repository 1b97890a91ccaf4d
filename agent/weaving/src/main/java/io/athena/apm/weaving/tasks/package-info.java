/**
 * Passes the span of a thread on to the tasks that it hands to the JDK's executors.
 *
 * <pre>
 *  thread in a span                         a thread of the pool
 *  ThreadPoolExecutor.execute(task)         ThreadPoolExecutor.runWorker
 *        │  woven: TaskBridge.handedOver          │  woven: TaskBridge.run instead of task.run()
 *        ▼                                        ▼
 *     TaskSpans: task ─► span, by identity, weakly ─► adopted while the task runs
 * </pre>
 *
 * <p>Tasks that are futures also report their completion, for {@code rules.async}.
 *
 * <p>No class of this package but {@code TaskPropagation} is used, and no JDK class is woven,
 * before the first span with a context begins or a rule first waits for such a future.
 */
package io.athena.apm.weaving.tasks;
