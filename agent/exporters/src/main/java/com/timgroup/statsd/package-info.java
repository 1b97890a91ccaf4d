/**
 * What has to stand among the classes of Datadog's client to see what it sends, and to have it send
 * all. Compiled against the version that is packed with it.
 */
package com.timgroup.statsd;
