package io.spillway.batch.launch;

/**
 * A lease that was granted.
 *
 * @param house whose day it is
 * @param fencingToken larger than that of every owner before
 */
record Lease(String house, long fencingToken) {
}
