/**
 * What has to stand among the classes of Datadog's client to get its lines without its threads.
 * Compiled against the version that is packed with it.
 */
package com.timgroup.statsd;
