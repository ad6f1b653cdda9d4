package io.spillway.batch.simulation;

/** The even seeds of a long run. */
class EvenSeeds extends Seeds {

    EvenSeeds() {
        super(0);
    }
}
