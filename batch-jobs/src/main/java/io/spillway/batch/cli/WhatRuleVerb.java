package io.spillway.batch.cli;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.drill.Drill;
import io.spillway.batch.drill.DrillCase;
import io.spillway.batch.drill.DrillException;
import io.spillway.batch.drill.DrillRunner;
import io.spillway.batch.eod.DayComputation;
import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.settings.SettingsLoader;
import io.spillway.batch.store.Creation;
import io.spillway.batch.store.CycleStore;
import io.spillway.batch.whatrule.ReplayedDay;
import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.whatrule.Replay;
import io.spillway.waterfall.whatrule.RuleChange;
import io.spillway.waterfall.whatrule.WhatRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a closed day or drill cases again under other rules, side by side. */
@Command(name = "what-rule", description = {"Run a closed day or drill cases again with one rule changed at a time, side by side:",
    "who pays what, how many rounds, how far prices move. Off the books; nothing is stored."})
final class WhatRuleVerb extends Verb {

    @Option(names = "--date", paramLabel = "DATE", description = "A closed business date, such as 2026-03-05.")
    private LocalDate date;

    @Option(names = "--cycle", paramLabel = "N", description = "Number of a superseded cycle (default: the official one).")
    private Integer cycle;

    @Parameters(arity = "0..*", paramLabel = "CASE.json", description = "Instead of a date: drill cases, or folders of them.")
    private List<Path> named = new ArrayList<>();

    @Option(names = "--rules", paramLabel = "RULE", split = ",", description = {"What to change, separated by commas; default: all of",
        "${COMPLETION-CANDIDATES}."})
    private List<RuleChange> asked = new ArrayList<>();

    @Option(names = "--order", paramLabel = "LAYER", split = ",", description = {
        "Also run the waterfall in this order, layers separated by commas, the defaulter's own first.",
        "A layer that is not named pays nothing."})
    private List<LayerName> order = new ArrayList<>();

    @Mixin
    private JsonOption json;

    @Override
    protected ExitCode run() {
        if (date == null == named.isEmpty()) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, "name a closed day by --date, or drill cases, one of the two");
        }
        if (date == null && cycle != null) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, "--cycle goes with --date; drill cases have none");
        }
        if (asked.contains(RuleChange.STATED_ORDER) && order.isEmpty()) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, "STATED_ORDER needs --order");
        }
        try {
            if (!order.isEmpty()) {
                WhatRule.requireAcceptable(order);
            }
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, "--order: " + e.getMessage());
        }
        return date == null ? cases() : day();
    }

    /** The house's own rules always come first. */
    private Set<RuleChange> changes() {
        Set<RuleChange> changes = asked.isEmpty() ? EnumSet.allOf(RuleChange.class) : EnumSet.copyOf(asked);
        changes.add(RuleChange.AS_CONFIGURED);
        changes.remove(RuleChange.STATED_ORDER);
        if (!order.isEmpty()) {
            changes.add(RuleChange.STATED_ORDER);
        }
        return changes;
    }

    private List<WhatRule.Answer> answers(Replay replay) {
        return new WhatRule(replay, order).ask(changes());
    }

    private ExitCode day() {
        BatchContext.Start start = new BatchContext.Start(operator(), SettingsLoader.load(configDirectory()).settings(),
                database(), Creation.REFUSED, Clock.systemUTC());
        ReplayedDay day;
        try (BatchContext context = DayContext.open(start)) {
            TransactionTemplate reading = new TransactionTemplate(context.get(PlatformTransactionManager.class));
            reading.setReadOnly(true);
            day = reading.execute(status -> ReplayedDay.read(context.get(CycleStore.class),
                    context.get(DayComputation.class), date, cycle == null ? OptionalInt.empty() : OptionalInt.of(cycle)));
        }
        WhatRuleText text = new WhatRuleText(new WhatRuleText.Unit(day.currency(), day.scale()), day.replay().rules(),
                answers(day.replay()));
        if (json.isWanted()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("businessDate", day.businessDate().toString());
            document.put("cycle", day.cycleNo());
            document.put("digest", day.digest());
            document.putAll(text.document());
            JsonOption.write(out(), document);
        } else {
            text.print(out(), day.businessDate() + ", cycle " + day.cycleNo());
            text.printKey(out());
        }
        return ExitCode.DONE;
    }

    private ExitCode cases() {
        for (Path path : named) {
            if (!Files.exists(path)) {
                throw new CommandFailure(ExitCode.FAILED, "there is no " + path.toAbsolutePath().normalize());
            }
        }
        List<Map<String, Object>> documents = new ArrayList<>();
        boolean allRan = true;
        WhatRuleText last = null;
        for (Path file : DrillRunner.casesOf(named)) {
            Map<String, Object> document = new LinkedHashMap<>();
            documents.add(document);
            try {
                DrillCase drillCase = Drill.read(file);
                document.put("name", drillCase.name());
                last = new WhatRuleText(new WhatRuleText.Unit(drillCase.currency(), drillCase.scale()), drillCase.rules(),
                        answers(Replay.ofCase(drillCase.book(), drillCase.opening(), drillCase.rules(),
                                drillCase.events())));
                document.putAll(last.document());
                if (!json.isWanted()) {
                    last.print(out(), drillCase.name());
                }
            } catch (DrillException | ArithmeticException | IOException e) {
                allRan = false;
                refused(file, e, document);
            }
        }
        if (json.isWanted()) {
            JsonOption.write(out(), Map.of("cases", documents));
        } else if (last != null) {
            last.printKey(out());
        }
        return allRan ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void refused(Path file, Exception problem, Map<String, Object> document) {
        String name = file.getFileName().toString().replaceFirst("\\.json$", "");
        document.put("name", name);
        document.put("error", problem.getMessage());
        if (!json.isWanted()) {
            out().println(name + ": cannot be run: " + problem.getMessage());
            out().println();
        }
    }
}
