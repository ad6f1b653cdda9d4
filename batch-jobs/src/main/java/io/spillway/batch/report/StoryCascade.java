package io.spillway.batch.report;

import io.spillway.reports.defaults.DefaultData;
import io.spillway.reports.defaults.DefaultData.ContagionRound;
import io.spillway.reports.defaults.DefaultData.LayerPayment;
import io.spillway.reports.defaults.DefaultData.Notice;
import io.spillway.reports.page.Story;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Tells a cascade as the page shows it: the default management pack's facts, and what only the page wants. */
final class StoryCascade {

    private final DefaultData data;
    private final Extras extras;

    /**
     * Who an event of a round befell.
     *
     * @param declared members declared in default
     */
    record RoundEvents(long halted, long ported, List<String> declared) {

        static final RoundEvents NONE = new RoundEvents(0, 0, List.of());
    }

    /**
     * What the page wants beyond the pack.
     *
     * @param marketMoves prices before round 1
     * @param events by round
     * @param left what each layer has left at the end, base minor units; a layer left out has nothing
     * @param coverage who covered whose loss
     * @param calls margin calls
     * @param balances what is left over
     */
    record Extras(List<Story.PriceMove> marketMoves, Map<Long, RoundEvents> events, Map<String, BigDecimal> left,
                  Map<String, List<Story.Payment>> coverage, List<Story.MarginCall> calls, Story.Balances balances) {
    }

    StoryCascade(DefaultData data, Extras extras) {
        this.data = data;
        this.extras = extras;
    }

    Story.Cascade cascade() {
        List<Story.Edge> edges = data.edges() == null ? List.of() : data.edges().stream()
                .map(edge -> new Story.Edge(edge.from(), edge.to(), edge.channel(), edge.amount())).toList();
        return new Story.Cascade(extras.marketMoves(), data.rounds().stream().map(this::round).toList(), waterfall(),
                edges, data.notices().stream().map(this::defaulter).toList(), extras.calls(), extras.balances());
    }

    /**
     * The loss that the page adds up to: what a member was called for and did not pay is in the loss once more as its
     * own, and is taken off here, so that paid and unfunded together give it (rule 5.13.7).
     */
    BigDecimal loss() {
        return data.ledger().loss().subtract(sum(data.payments(), LayerPayment::unpaid));
    }

    private Story.Round round(ContagionRound round) {
        RoundEvents events = extras.events().getOrDefault(round.round(), RoundEvents.NONE);
        List<Story.PriceMove> moves = data.priceMoves().stream().filter(move -> move.round() == round.round())
                .map(move -> new Story.PriceMove(move.instrument(), move.opening(), move.closing())).toList();
        return new Story.Round(Math.toIntExact(round.round()), moves, round.accountsClosed(), events.halted(),
                events.declared(), events.ported(), round.loss(), layers(round.round()));
    }

    private List<Story.LayerPayment> layers(long round) {
        List<Story.LayerPayment> layers = new ArrayList<>();
        for (String layer : order()) {
            List<LayerPayment> payments = data.payments().stream()
                    .filter(payment -> payment.round() == round && payment.layer().equals(layer)).toList();
            if (!payments.isEmpty()) {
                layers.add(new Story.LayerPayment(layer, sum(payments, LayerPayment::paid),
                        payments.stream().filter(payment -> payment.paid().signum() > 0).count(),
                        sum(payments, LayerPayment::unpaid)));
            }
        }
        return layers;
    }

    private List<String> order() {
        List<String> order = new ArrayList<>(data.terms().layers());
        order.add(DefaultData.UNFUNDED);
        return order;
    }

    /** What a layer held for the cascade is what it paid and what it has left. */
    private List<Story.LayerUse> waterfall() {
        return data.terms().layers().stream().map(layer -> {
            BigDecimal paid = sum(data.payments().stream().filter(payment -> payment.layer().equals(layer)).toList(),
                    LayerPayment::paid);
            BigDecimal left = extras.left().getOrDefault(layer, data.base().zero());
            return new Story.LayerUse(layer, paid.add(left), paid, left);
        }).toList();
    }

    private Story.Defaulter defaulter(Notice notice) {
        return new Story.Defaulter(notice.member(), Math.toIntExact(notice.round()), notice.cause(), notice.loss(),
                extras.coverage().getOrDefault(notice.member(), List.of()));
    }

    private BigDecimal sum(List<LayerPayment> payments, Function<LayerPayment, BigDecimal> amount) {
        return payments.stream().map(amount).reduce(data.base().zero(), BigDecimal::add);
    }

    /** A coverage by member as the page takes it. */
    static Map<String, List<Story.Payment>> payments(LossCoverage coverage, Function<Long, BigDecimal> major) {
        Map<String, List<Story.Payment>> payments = new java.util.TreeMap<>();
        coverage.byMember().forEach((member, layers) -> payments.put(member, layers.entrySet().stream()
                .map(layer -> new Story.Payment(layer.getKey(), major.apply(layer.getValue()))).toList()));
        return payments;
    }
}
