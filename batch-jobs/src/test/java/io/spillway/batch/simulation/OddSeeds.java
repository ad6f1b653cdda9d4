package io.spillway.batch.simulation;

/** The odd seeds of a long run. */
class OddSeeds extends Seeds {

    OddSeeds() {
        super(1);
    }
}
