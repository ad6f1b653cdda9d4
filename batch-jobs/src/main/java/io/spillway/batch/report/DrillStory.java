package io.spillway.batch.report;

import io.spillway.batch.drill.Drill;
import io.spillway.batch.drill.DrillCase;
import io.spillway.domain.book.ClearingBook;
import io.spillway.reports.defaults.DefaultData;
import io.spillway.reports.page.Story;
import io.spillway.reports.workbook.Check;
import io.spillway.reports.workbook.WrittenWorkbook;
import io.spillway.waterfall.cascade.CascadeState;
import io.spillway.waterfall.cascade.Cause;
import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.layer.SocialisedLossBasis;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A drill as one page: the same pictures as a day's cascade, with nothing of a cycle. */
final class DrillStory {

    private static final String DRILL = "DRILL";

    private final Drill.Outcome outcome;
    private final DrillCase drill;
    private final CascadeState end;
    private final ClearingBook book;
    private final DrillFacts facts;

    DrillStory(Drill.Outcome outcome, DrillFacts facts) {
        this.outcome = outcome;
        this.drill = outcome.drillCase();
        this.end = outcome.end();
        this.book = end.book();
        this.facts = facts;
    }

    /**
     * @param workbook name of the pack's file beside the page
     * @param checks of its cover
     */
    Story story(DefaultData data, String workbook, WrittenWorkbook checks) {
        StoryCascade told = new StoryCascade(data, new StoryCascade.Extras(marketMoves(), events(), left(),
                StoryCascade.payments(facts.coverage(), facts::amount), calls(), new Story.Balances(
                        facts.amount(end.unfunded()), facts.amount(end.rounding()), facts.amount(end.liquidityEquity()))));
        Story.Figures figures = new Story.Figures(book.accounts(), facts.base().zero(), 0, facts.base().zero(),
                data.rounds().stream().mapToLong(DefaultData.ContagionRound::accountsClosed).sum(),
                data.notices().size(), data.rounds().size(), told.loss());
        Story.Day day = new Story.Day(data.subject().businessDate(), 1, DRILL, "none: nothing was posted to the ledger",
                figures, funds(), Optional.of(told.cascade()));
        return new Story("Drill: " + drill.name(), drill.currency(), drill.scale(), madeFrom(), List.of(day),
                Map.of(), checks.checks().stream().map(DrillStory::check).toList(),
                List.of(new Story.Workbook(workbook, ReportKind.DEFAULTS.holds())));
    }

    private String madeFrom() {
        String events = outcome.events().size() == 1 ? ""
                : " Its " + outcome.events().size() + " events ran one after another; rounds are numbered on.";
        return "A drill, off the books: it belongs to no cycle and posted nothing; the date is the day it was held."
                + events + (drill.source().isBlank() ? "" : " Facts from: " + drill.source());
    }

    private static Story.Check check(Check check) {
        return new Story.Check(check.name(), check.passes() ? Story.Verdict.PASS : Story.Verdict.FAIL,
                check.ours().toPlainString() + " " + check.unit() + " in the workbook, " + check.ledger().toPlainString()
                        + " in the drill's result");
    }

    /** The first event's own moves; those of later events stand in their round as the round's opening. */
    private List<Story.PriceMove> marketMoves() {
        return facts.rounds().shocks().stream().filter(move -> move.round() == 1)
                .map(move -> new Story.PriceMove(move.instrument(), move.opening(), move.closing())).toList();
    }

    private Map<Long, StoryCascade.RoundEvents> events() {
        Map<Long, StoryCascade.RoundEvents> events = new HashMap<>();
        facts.rounds().all().forEach(round -> events.put((long) round.number(), new StoryCascade.RoundEvents(
                round.round().halted().size(), round.round().ported().size(),
                facts.declaredIn(round).stream().map(facts::member).toList())));
        return events;
    }

    private List<Story.MarginCall> calls() {
        List<Story.MarginCall> calls = new ArrayList<>();
        outcome.events().stream().flatMap(event -> event.transfers().stream())
                .filter(transfer -> transfer.cause() == Cause.CALL_FIRST)
                .forEach(transfer -> calls.add(new Story.MarginCall(book.accountIds().get(transfer.toIndex()),
                        facts.member(transfer.fromIndex()), facts.amount(transfer.amount()), "MET from capital")));
        return calls;
    }

    private List<Story.Fund> funds() {
        List<Story.Fund> funds = new ArrayList<>();
        long contributions = 0;
        for (int m = 0; m < book.members(); m++) {
            contributions = Math.addExact(contributions, end.contributionOf(m));
        }
        funds.add(new Story.Fund("DEFAULT_FUND_CONTRIBUTIONS", facts.amount(contributions)));
        Arrays.stream(LayerName.values()).filter(LayerName::isSharedPot).forEach(layer ->
                funds.add(new Story.Fund(layer.name(), facts.amount(end.balanceOf(layer)))));
        return funds;
    }

    /** What each layer could still pay at the end. */
    private Map<String, BigDecimal> left() {
        Map<LayerName, Long> left = new TreeMap<>();
        Arrays.stream(LayerName.values()).filter(LayerName::isSharedPot)
                .forEach(layer -> left.put(layer, end.balanceOf(layer)));
        for (int m = 0; m < book.members(); m++) {
            left.merge(end.isInDefault(m) ? LayerName.DEFAULTER_FUND_CONTRIBUTION
                    : LayerName.SURVIVORS_FUND_CONTRIBUTIONS, end.contributionOf(m), Math::addExact);
            left.merge(LayerName.ASSESSMENTS, end.isInDefault(m) ? 0 : end.callableOf(m), Math::addExact);
        }
        SocialisedLossBasis basis = drill.rules().socialisedLossBasis();
        for (int a = 0; a < book.accounts(); a++) {
            long equity = Math.max(0, end.equityOf(a));
            if (end.isInDefault(end.memberOf(a))) {
                left.merge(LayerName.DEFAULTER_MARGIN, end.isHouse(a) ? equity : 0, Math::addExact);
            } else {
                left.merge(LayerName.SOCIALISED_LOSS, switch (basis) {
                    case GAINS -> Math.max(0, end.gainOf(a));
                    case EQUITY -> end.isHouse(a) ? equity : 0;
                    case OPEN_INTEREST -> equity;
                }, Math::addExact);
            }
        }
        Map<String, BigDecimal> amounts = new TreeMap<>();
        left.forEach((layer, minor) -> amounts.put(layer.name(), facts.amount(minor)));
        return amounts;
    }
}
