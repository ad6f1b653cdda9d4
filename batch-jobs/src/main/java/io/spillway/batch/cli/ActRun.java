package io.spillway.batch.cli;

import io.spillway.batch.ExitCode;
import io.spillway.batch.eod.CycleActs;
import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.settings.SettingsLoader;
import io.spillway.batch.store.Creation;
import io.spillway.batch.store.CycleStore;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Does an operator's act for a verb and tells what was done, for people or as JSON. */
final class ActRun {

    private final Verb verb;
    private final ActOptions options;

    /** The act, once the database is open. */
    @FunctionalInterface
    interface Act {

        CycleActs.Done on(CycleActs acts, CycleStore.Approval approval);
    }

    ActRun(Verb verb, ActOptions options) {
        this.verb = verb;
        this.options = options;
    }

    ExitCode run(Act act, JsonOption json) {
        CycleStore.Approval approval = options.approval();
        BatchContext.Start start = new BatchContext.Start(verb.operator(),
                SettingsLoader.load(verb.configDirectory()).settings(), verb.database(), Creation.REFUSED,
                Clock.systemUTC());
        CycleActs.Done done;
        try (BatchContext context = DayContext.open(start)) {
            done = act.on(context.get(CycleActs.class), approval);
        }
        if (json.isWanted()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("act", done.kind().name());
            document.put("number", done.number());
            document.put("businessDate", done.businessDate().toString());
            document.put("cycle", done.cycleNo());
            document.put("message", done.message());
            JsonOption.write(verb.out(), document);
        } else {
            verb.out().println(sentence(done.message()) + ". Recorded as act " + done.number() + ", by " + approval.approvedBy()
                    + ".");
        }
        return ExitCode.DONE;
    }

    private static String sentence(String message) {
        return Character.toUpperCase(message.charAt(0)) + message.substring(1);
    }
}
