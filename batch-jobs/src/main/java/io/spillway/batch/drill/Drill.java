package io.spillway.batch.drill;

import io.spillway.waterfall.cascade.Cascade;
import io.spillway.waterfall.cascade.CascadeEvent;
import io.spillway.waterfall.cascade.CascadeException;
import io.spillway.waterfall.cascade.CascadeResult;
import io.spillway.waterfall.cascade.CascadeState;
import io.spillway.waterfall.cascade.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs drill cases: section 5 of the rules off the books, a file in, a result out. */
public final class Drill {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Drill() {
    }

    /**
     * What a drill did.
     *
     * @param events a result per event, in order
     * @param end the house after the last event
     */
    public record Outcome(DrillCase drillCase, List<CascadeResult> events, CascadeState end) {
    }

    /**
     * Reads and runs one case.
     *
     * @throws IOException if the file cannot be read
     * @throws DrillException if the case is malformed, the field named
     * @throws CascadeException if the cascade gives no result
     * @throws ArithmeticException if an amount passes 64 bits
     */
    public static Outcome run(Path file) throws IOException {
        return run(read(file));
    }

    /** Runs one case. */
    public static Outcome run(DrillCase drillCase) {
        CascadeState state = new CascadeState(drillCase.book(), drillCase.opening(), drillCase.rules(),
                Recording.FULL);
        Cascade cascade = new Cascade(state, drillCase.rules());
        List<CascadeResult> events = new ArrayList<>();
        for (CascadeEvent event : drillCase.events()) {
            events.add(cascade.run(event));
        }
        return new Outcome(drillCase, events, state);
    }

    /** Reads a case without running it. */
    public static DrillCase read(Path file) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new DrillException(file.getFileName().toString(), "is not readable as JSON: "
                    + e.getOriginalMessage() + " at line " + e.getLocation().getLineNr());
        }
        return DrillCaseReader.read(json);
    }
}
