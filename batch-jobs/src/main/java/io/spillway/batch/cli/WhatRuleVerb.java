package io.spillway.batch.cli;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.drill.Drill;
import io.spillway.batch.drill.DrillCase;
import io.spillway.batch.drill.DrillException;
import io.spillway.batch.drill.DrillRunner;
import io.spillway.batch.eod.CascadeOfDay;
import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.settings.SettingsLoader;
import io.spillway.batch.store.Creation;
import io.spillway.waterfall.compare.CascadeCase;
import io.spillway.waterfall.compare.RuleComparison;
import io.spillway.waterfall.compare.RuleVariant;
import io.spillway.waterfall.layer.LayerName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a closed day's cascade, or drill cases, under other rules side by side. */
@Command(name = "what-rule", description = {"Run the cascade of a closed day, or drill cases, under other rules, side by side.",
    "Who pays what, how many rounds, how deep prices fall. Off the books: nothing is stored."})
final class WhatRuleVerb extends Verb {

    @Parameters(arity = "0..*", paramLabel = "CASE.json", description = "Drill cases, or folders of them; without --date.")
    private List<Path> named = List.of();

    @Option(names = "--date", paramLabel = "DATE", description = "A closed business date; without cases.")
    private LocalDate date;

    @Option(names = "--order", split = ",", paramLabel = "LAYER",
            description = "One more waterfall order to compare, with commas between the layers.")
    private List<LayerName> order;

    @Mixin
    private JsonOption json;

    @Override
    protected ExitCode run() {
        if (date == null == named.isEmpty()) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, "name drill cases, or a day with --date");
        }
        List<RuleText> texts = new ArrayList<>();
        if (date != null) {
            BatchContext.Start start = new BatchContext.Start(operator(),
                    SettingsLoader.load(configDirectory()).settings(), database(), Creation.REFUSED, Clock.systemUTC());
            try (BatchContext context = DayContext.open(start)) {
                CascadeOfDay.Found day = context.get(CascadeOfDay.class).of(date);
                texts.add(compared(new RuleText.Subject(date.toString(), day.currency(), day.scale()), day.cascade()));
            }
        }
        for (Path file : DrillRunner.casesOf(named)) {
            DrillCase drill = read(file);
            texts.add(compared(new RuleText.Subject(drill.name(), drill.currency(), drill.scale()),
                    new CascadeCase(drill.book(), drill.opening(), drill.rules(), drill.events())));
        }
        if (json.isWanted()) {
            JsonOption.write(out(), Map.of("cases", texts.stream().map(RuleText::document).toList()));
        } else {
            texts.forEach(text -> text.print(out()));
        }
        return ExitCode.DONE;
    }

    private static DrillCase read(Path file) {
        try {
            return Drill.read(file);
        } catch (DrillException e) {
            throw new CommandFailure(ExitCode.FAILED, file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private RuleText compared(RuleText.Subject subject, CascadeCase cascade) {
        List<RuleVariant> variants = new ArrayList<>(RuleVariant.standard(cascade.rules()));
        if (order != null) {
            try {
                variants.add(RuleVariant.ordered(cascade.rules(), order));
            } catch (IllegalArgumentException e) {
                throw new CommandFailure(ExitCode.WRONG_USAGE, "--order: " + e.getMessage(), e);
            }
        }
        return new RuleText(subject, new RuleComparison(cascade).run(variants));
    }
}
