package io.spillway.waterfall.cascade;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Remembers who paid for whom, so that a recovery can be handed back (fault 41). */
final class CoverageBook {

    private final Recording recording;
    private final List<Coverage> coverages = new ArrayList<>();

    CoverageBook(Recording recording) {
        this.recording = recording;
    }

    /** Notes a payment; nothing where transfers are not kept. */
    void note(Coverage coverage) {
        if (recording.keepsTransfers() && coverage.amount() > 0) {
            coverages.add(coverage);
        }
    }

    List<Coverage> all() {
        return Collections.unmodifiableList(coverages);
    }
}
