package io.spillway.batch.report;

import io.spillway.batch.drill.Drill;
import io.spillway.batch.drill.DrillCase;
import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.money.Amounts;
import io.spillway.domain.money.Decimals;
import io.spillway.reports.defaults.DefaultData;
import io.spillway.reports.defaults.DefaultData.ContagionRound;
import io.spillway.reports.defaults.DefaultData.LayerPayment;
import io.spillway.reports.defaults.DefaultData.LedgerFigures;
import io.spillway.reports.defaults.DefaultData.Liquidation;
import io.spillway.reports.defaults.DefaultData.Notice;
import io.spillway.reports.defaults.DefaultData.Resource;
import io.spillway.reports.workbook.Denomination;
import io.spillway.reports.workbook.Subject;
import io.spillway.waterfall.cascade.CascadeState;
import io.spillway.waterfall.cascade.Cause;
import io.spillway.waterfall.cascade.CloseOut;
import io.spillway.waterfall.cascade.Edge;
import io.spillway.waterfall.cascade.LayerResult;
import io.spillway.waterfall.cascade.Pot;
import io.spillway.waterfall.cascade.Transfer;
import io.spillway.waterfall.layer.LayerName;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The default management pack's facts of a drill: no cycle, no journals, all from the drill's result. */
final class DrillFacts {

    private final Drill.Outcome outcome;
    private final DrillCase drill;
    private final ClearingBook book;
    private final CascadeState end;
    private final Denomination base;
    private final LossCoverage coverage = new LossCoverage();
    private final DrillRounds rounds;
    private final List<List<Integer>> decided;
    private long slippage;
    private long fees;

    DrillFacts(Drill.Outcome outcome) {
        this.outcome = outcome;
        this.drill = outcome.drillCase();
        this.book = outcome.end().book();
        this.end = outcome.end();
        this.base = new Denomination(drill.currency(), drill.scale());
        this.rounds = new DrillRounds(outcome);
        this.decided = decided();
        outcome.events().stream().flatMap(event -> event.transfers().stream()).forEach(this::follow);
    }

    private void follow(Transfer transfer) {
        Cause cause = transfer.cause();
        if (transfer.to() == Pot.WATERFALL) {
            LossCoverage.layerOf(cause.rule()).ifPresent(coverage::pays);
        } else if (cause == Cause.COVERED) {
            coverage.covers(member(transfer.toIndex()), transfer.amount());
        } else if (cause == Cause.UNFUNDED) {
            coverage.leavesUnfunded(member(transfer.toIndex()), transfer.amount());
        } else if (cause == Cause.LIQUIDATION_FEE) {
            fees = Math.addExact(fees, transfer.amount());
        } else if (cause == Cause.CLOSE_OUT) {
            slippage = Math.addExact(slippage, transfer.to() == Pot.ACCOUNT ? transfer.amount()
                    : transfer.from() == Pot.ACCOUNT ? -transfer.amount() : 0);
        }
    }

    /** @param asOf the day the drill is held */
    DefaultData data(LocalDate asOf) {
        DefaultData.Terms terms = new DefaultData.Terms(drill.rules().layers().stream().map(Enum::name).toList(),
                drill.rules().socialisedLossBasis().name());
        List<Resource> resources = resources();
        BigDecimal left = resources.stream().map(Resource::left).reduce(base.zero(), BigDecimal::add);
        return new DefaultData(Subject.ofDrill(drill.name(), asOf), base, terms, notices(), liquidations(), payments(),
                contagion(), rounds.moves(), edges(), resources, null, List.of(),
                new LedgerFigures(amount(coverage.total()), amount(slippage), amount(fees), left));
    }

    LossCoverage coverage() {
        return coverage;
    }

    DrillRounds rounds() {
        return rounds;
    }

    Denomination base() {
        return base;
    }

    BigDecimal amount(long minor) {
        return Amounts.major(minor, drill.scale());
    }

    String member(int index) {
        return book.memberIds().get(index);
    }

    private List<Notice> notices() {
        List<Notice> notices = new ArrayList<>();
        for (int e = 0; e < outcome.events().size(); e++) {
            int event = e;
            decided.get(e).forEach(member -> notices.add(notice(member, event == 0 ? 0 : rounds.firstOf(event),
                    DefaulterFacts.Causes.BY_DECISION + before(event))));
            rounds.all().stream().filter(round -> round.event() == event).forEach(round -> {
                Map<String, Long> unpaid = new HashMap<>();
                round.round().layers().forEach(layer -> unpaid.putAll(layer.unpaid()));
                round.round().defaulted().forEach(member -> {
                    Long missing = unpaid.get(member(member));
                    notices.add(notice(member, round.number(), missing == null ? DefaulterFacts.Causes.DEFICITS
                            : DefaulterFacts.Causes.assessment(Amounts.text(missing, drill.scale()) + " "
                            + drill.currency())));
                });
            });
        }
        return notices;
    }

    private String before(int event) {
        return outcome.events().size() == 1 ? "" : ", event " + (event + 1) + " of " + outcome.events().size();
    }

    private Notice notice(int member, int round, String cause) {
        return new Notice(member(member), null, round, cause, amount(coverage.lossOf(member(member))));
    }

    private List<Liquidation> liquidations() {
        List<Liquidation> liquidations = new ArrayList<>();
        for (int e = 0; e < outcome.events().size(); e++) {
            for (CloseOut closed : outcome.events().get(e).closeOuts()) {
                Instrument instrument = book.instrument(closed.instrument());
                int number = rounds.number(e, closed.round());
                liquidations.add(new Liquidation(number, book.accountIds().get(closed.account()),
                        member(closed.member()), instrument.id(), instrument.quantity(closed.lots()),
                        instrument.currency(), Decimals.normal(closed.openingPrice()),
                        Decimals.normal(closed.executionPrice()),
                        Decimals.normal(rounds.closingPrice(number, closed.instrument())), amount(closed.profit()),
                        amount(closed.fee())));
            }
        }
        return liquidations;
    }

    private List<LayerPayment> payments() {
        List<LayerPayment> payments = new ArrayList<>();
        for (DrillRounds.Numbered round : rounds.all()) {
            for (LayerResult layer : round.round().layers()) {
                String name = layer.layer().name();
                SortedMap<String, Long> payers = new TreeMap<>(layer.by());
                layer.unpaid().keySet().forEach(payer -> payers.putIfAbsent(payer, 0L));
                if (layer.layer() == LayerName.UNFUNDED && layer.paid() > 0) {
                    payers.put(name, layer.paid());
                }
                payers.forEach((payer, paid) -> payments.add(new LayerPayment(round.number(), name, payer, amount(paid),
                        amount(layer.unpaid().getOrDefault(payer, 0L)))));
            }
        }
        return payments;
    }

    /** A loss declared by decision comes up before an event's first round and is counted in it. */
    private List<ContagionRound> contagion() {
        List<ContagionRound> counters = new ArrayList<>();
        for (DrillRounds.Numbered round : rounds.all()) {
            long loss = round.round().loss();
            if (round.number() == rounds.firstOf(round.event())) {
                for (long decided : DrillRounds.declaredLosses(outcome, round.event()).values()) {
                    loss = Math.addExact(loss, decided);
                }
            }
            counters.add(new ContagionRound(round.number(), round.round().closed().size(), declaredIn(round).size(),
                    amount(loss)));
        }
        return counters;
    }

    /** Members declared in a round; those declared by decision before it are among them. */
    List<Integer> declaredIn(DrillRounds.Numbered round) {
        SortedSet<Integer> declared = new TreeSet<>(round.round().defaulted());
        if (round.number() == rounds.firstOf(round.event())) {
            declared.addAll(decided.get(round.event()));
        }
        return List.copyOf(declared);
    }

    /** Members that each event declares by decision and that were not in default yet, ascending. */
    private List<List<Integer>> decided() {
        List<List<Integer>> byEvent = new ArrayList<>();
        boolean[] known = drill.opening().members().inDefault().clone();
        for (int e = 0; e < outcome.events().size(); e++) {
            List<Integer> members = DrillRounds.declaredLosses(outcome, e).keySet().stream()
                    .filter(member -> !known[member]).sorted().toList();
            members.forEach(member -> known[member] = true);
            outcome.events().get(e).rounds().forEach(round -> round.defaulted().forEach(m -> known[m] = true));
            byEvent.add(members);
        }
        return byEvent;
    }

    private List<DefaultData.Edge> edges() {
        SortedMap<Edge, Long> sums = new TreeMap<>(Edge.ORDER);
        rounds.all().forEach(round -> round.round().edges()
                .forEach(edge -> sums.merge(edge, edge.amount(), Math::addExact)));
        return sums.entrySet().stream().map(sum -> new DefaultData.Edge(sum.getKey().from(), sum.getKey().to(),
                sum.getKey().channel().name(), amount(sum.getValue()))).toList();
    }

    private List<Resource> resources() {
        List<Resource> resources = new ArrayList<>();
        Arrays.stream(LayerName.values()).filter(LayerName::isSharedPot).forEach(layer -> {
            String owner = layer == LayerName.INSURANCE_FUND && fees > 0 ? "house (used less "
                    + Amounts.text(fees, drill.scale()) + " of liquidation fees received)" : "house";
            resources.add(resource(layer, owner, drill.opening().pots().getOrDefault(layer, 0L),
                    end.balanceOf(layer)));
        });
        for (int m = 0; m < book.members(); m++) {
            long before = drill.opening().members().contribution()[m];
            if (before != 0 || end.contributionOf(m) != 0) {
                resources.add(resource(end.isInDefault(m) ? LayerName.DEFAULTER_FUND_CONTRIBUTION
                        : LayerName.SURVIVORS_FUND_CONTRIBUTIONS, member(m), before, end.contributionOf(m)));
            }
        }
        return resources;
    }

    private Resource resource(LayerName layer, String owner, long before, long left) {
        return new Resource(layer.name(), owner, amount(before), amount(Math.subtractExact(before, left)), amount(left));
    }
}
