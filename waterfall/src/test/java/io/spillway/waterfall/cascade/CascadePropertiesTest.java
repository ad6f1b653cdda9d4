package io.spillway.waterfall.cascade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.spillway.waterfall.Seeds;
import io.spillway.waterfall.cascade.TestHouse.Event;
import io.spillway.waterfall.cascade.TestHouse.Running;
import io.spillway.waterfall.layer.LayerName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold in every cascade (rules 5.12 to 5.17), on random houses; {@code -Dseed=N} replays one. */
class CascadePropertiesTest {

    private static final int HOUSES = 300;

    static LongStream seeds() {
        return Seeds.upTo(HOUSES);
    }

    private static long declared(Event event) {
        return event.losses().values().stream().mapToLong(l -> l).sum();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void moneyIsConservedOverEveryEvent(long seed) {
        TestHouse spec = RandomHouse.of(seed);
        Running house = spec.start();
        long wealth = house.wealth();
        for (Event event : RandomHouse.events(seed, spec)) {
            long roundingBefore = house.state().rounding();
            CascadeResult result = house.run(event);
            wealth -= declared(event);
            assertThat(house.wealth()).as("seed %d", seed).isEqualTo(wealth);
            long postings = (result.rounds().size() + 2L) * (2L * spec.positions.size() + 2L * spec.instruments.size());
            assertThat(Math.abs(house.state().rounding() - roundingBefore)).as("seed %d: half a cent a posting", seed)
                    .isLessThanOrEqualTo((postings + 1) / 2);
        }
    }

    /** Stopped after every round in turn, by max rounds: the house as each round left it. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void moneyIsConservedInEveryRound(long seed) {
        TestHouse spec = RandomHouse.of(seed);
        Event event = RandomHouse.events(seed, spec).get(0);
        Running whole = spec.start();
        long wealth = whole.wealth() - declared(event);
        List<Round> rounds = whole.run(event).rounds();
        for (int round = 1; round < rounds.size(); round++) {
            Running stopped = spec.copy().maxRounds(round).start();
            Throwable thrown = catchThrowable(() -> stopped.run(event));
            assertThat(thrown).as("seed %d", seed).isInstanceOf(CascadeException.class);
            assertThat(stopped.wealth()).as("seed %d, round %d", seed, round).isEqualTo(wealth);
            for (int i = 0; i < stopped.book().instruments(); i++) {
                assertThat(stopped.state().priceOf(i)).as("seed %d, round %d", seed, round)
                        .isEqualTo(rounds.get(round - 1).closingPrices().get(i));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOrderOfTheInputNeverMatters(long seed) {
        TestHouse spec = RandomHouse.of(seed);
        List<Event> events = RandomHouse.events(seed, spec);
        Outcome straight = Outcome.of(spec, events);
        for (int order = 1; order <= 3; order++) {
            assertThat(Outcome.of(spec.shuffled(seed + order), events)).as("seed %d", seed).isEqualTo(straight);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void recordingChangesNoNumber(long seed) {
        TestHouse spec = RandomHouse.of(seed);
        List<Event> events = RandomHouse.events(seed, spec);
        Outcome full = Outcome.of(spec, events);
        Outcome withoutMap = Outcome.of(spec.recording(Recording.WITHOUT_MAP), events);
        Outcome rounds = Outcome.of(spec.recording(Recording.ROUNDS), events);
        assertThat(withoutMap.withoutEdges()).as("seed %d", seed).isEqualTo(full.withoutEdges());
        assertThat(rounds.withoutEdges().withoutTransfers()).as("seed %d", seed)
                .isEqualTo(full.withoutEdges().withoutTransfers());
        assertThat(rounds.results()).as("seed %d", seed).allMatch(r -> r.transfers().isEmpty()
                && r.closeOuts().isEmpty() && r.rounds().stream().allMatch(x -> x.edges().isEmpty()));
    }

    /** Everything a run of events came to. */
    private record Outcome(List<CascadeResult> results, SortedMap<String, Long> pots, List<BigDecimal> prices) {

        static Outcome of(TestHouse spec, List<Event> events) {
            Running house = spec.start();
            List<CascadeResult> results = new ArrayList<>();
            for (Event event : events) {
                results.add(house.run(event));
            }
            List<BigDecimal> prices = new ArrayList<>();
            for (int i = 0; i < house.book().instruments(); i++) {
                prices.add(house.state().priceOf(i));
            }
            return new Outcome(results, house.pots(), prices);
        }

        Outcome withoutEdges() {
            return new Outcome(results.stream().map(r -> new CascadeResult(r.declaredBefore(), r.called(),
                    r.portedBefore(), r.rounds().stream().map(x -> new Round(x.number(), x.closingPrices(), x.closed(), x.halted(),
                            x.defaulted(), x.ported(), x.layers(), List.of(), x.loss())).toList(),
                    r.transfers(), r.closeOuts())).toList(), pots, prices);
        }

        Outcome withoutTransfers() {
            return new Outcome(results.stream().map(r -> new CascadeResult(r.declaredBefore(), r.called(),
                    r.portedBefore(), r.rounds(), List.of(), List.of())).toList(), pots, prices);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void transfersAddUpToTheChangeOfEveryBalance(long seed) {
        TestHouse spec = RandomHouse.of(seed);
        Running house = spec.start();
        for (Event event : RandomHouse.events(seed, spec)) {
            SortedMap<String, Long> expected = house.pots();
            for (Transfer transfer : house.run(event).transfers()) {
                assertThat(transfer.amount()).as("seed %d", seed).isPositive();
                expected.merge(transfer.from() + " " + transfer.fromIndex(), -transfer.amount(), Long::sum);
                expected.merge(transfer.to() + " " + transfer.toIndex(), transfer.amount(), Long::sum);
            }
            assertThat(house.pots()).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void layersAreUsedInTheirOrder(long seed) {
        TestHouse spec = RandomHouse.of(seed);
        Running house = spec.start(WatchedLayer.allOf(spec, seed));
        RandomHouse.events(seed, spec).forEach(house::run);
    }

    /** The first waterfall of the event; a member whose call is cut may pay a cent less of a larger call (1.5). */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aLargerLossNeverPaysLessInAnyLayer(long seed) {
        TestHouse spec = RandomHouse.of(seed);
        spec.member("X", 0, seed % 5_000).house("X-H", "X", seed % 777);
        Map<LayerName, Long> smaller = new EnumMap<>(LayerName.class);
        for (long loss = 1; loss < 1L << 32; loss = loss * 3 + seed) {
            CascadeResult result = spec.start().run(Event.loss("X", loss));
            for (LayerResult layer : result.rounds().get(0).layers()) {
                long covered = layer.paid() + layer.unpaid().values().stream().mapToLong(v -> v).sum();
                assertThat(covered).as("seed %d: %s, loss of %d", seed, layer.layer(), loss)
                        .isGreaterThanOrEqualTo(smaller.getOrDefault(layer.layer(), 0L));
                smaller.put(layer.layer(), covered);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void edgesOfARoundAddUpToWhatThePayersPaid(long seed) {
        TestHouse spec = RandomHouse.of(seed);
        Running house = spec.start();
        for (Event event : RandomHouse.events(seed, spec)) {
            for (Round round : house.run(event).rounds()) {
                Map<String, Long> paid = new HashMap<>();
                for (LayerResult layer : round.layers()) {
                    layer.by().forEach((payer, amount) -> paid.merge(traced(layer.layer(), spec, payer), amount,
                            Long::sum));
                }
                paid.remove("");
                Map<String, Long> edges = new HashMap<>();
                for (Edge edge : round.edges()) {
                    assertThat(edge.amount()).as("seed %d", seed).isPositive();
                    assertThat(edge.from()).as("seed %d", seed).isNotEqualTo(edge.to());
                    if (edge.channel() != Channel.PRICE) {
                        boolean byAccount = edge.channel() == Channel.GAINS_HAIRCUT
                                || edge.channel() == Channel.SOCIALISED_LOSS;
                        edges.merge(edge.channel() + (byAccount ? "" : " " + edge.to()), edge.amount(), Long::sum);
                    }
                }
                assertThat(edges).as("seed %d, round %d", seed, round.number()).isEqualTo(paid);
            }
        }
    }

    /** The channel and bearer under which a payment stands in the map; empty for the defaulter's own layers. */
    private static String traced(LayerName layer, TestHouse spec, String payer) {
        return switch (layer) {
            case DEFAULTER_MARGIN, DEFAULTER_FUND_CONTRIBUTION, UNFUNDED -> "";
            case SKIN_IN_THE_GAME, INSURANCE_FUND, SECOND_SKIN_IN_THE_GAME, SURVIVORS_FUND_CONTRIBUTIONS ->
                    Channel.FUND + " " + payer;
            case ASSESSMENTS -> Channel.ASSESSMENT + " " + payer;
            case SOCIALISED_LOSS -> switch (spec.basis()) {
                case GAINS -> Channel.GAINS_HAIRCUT.name();
                case EQUITY, OPEN_INTEREST -> Channel.SOCIALISED_LOSS.name();
            };
        };
    }

    /** The map's price losses, worked out again from the close-outs and the rounds' prices. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void priceEdgesAreTheLossesThatOthersCaused(long seed) {
        TestHouse spec = RandomHouse.of(seed);
        Running house = spec.start();
        PriceLosses losses = new PriceLosses(house);
        Event event = RandomHouse.events(seed, spec).get(0);
        CascadeResult result = house.run(new Event(Map.of(), Map.of(), event.losses()));
        for (Round round : result.rounds()) {
            Map<String, Long> bornePerMember = losses.of(round, result);
            Map<String, Long> edges = new HashMap<>();
            round.edges().stream().filter(e -> e.channel() == Channel.PRICE)
                    .forEach(e -> edges.merge(e.to(), e.amount(), Long::sum));
            bornePerMember.values().removeIf(v -> v == 0);
            for (Map.Entry<String, Long> borne : bornePerMember.entrySet()) {
                long traced = edges.getOrDefault(borne.getKey(), 0L);
                assertThat(traced).as("seed %d, round %d, %s", seed, round.number(), borne.getKey())
                        .isLessThanOrEqualTo(borne.getValue());
                if (!losses.closedInThisRound(borne.getKey())) {
                    assertThat(traced).as("seed %d, round %d, %s", seed, round.number(), borne.getKey())
                            .isEqualTo(borne.getValue());
                }
            }
            assertThat(bornePerMember.keySet()).as("seed %d", seed).containsAll(edges.keySet());
        }
    }

    @Test
    void theRandomHousesReachEveryCorner() {
        Map<String, Integer> seen = new TreeMap<>();
        LongStream.rangeClosed(1, HOUSES).forEach(seed -> {
            TestHouse spec = RandomHouse.of(seed);
            Running house = spec.start();
            for (Event event : RandomHouse.events(seed, spec)) {
                CascadeResult result = house.run(event);
                count(seen, "called", result.called().size());
                count(seen, "several rounds", result.rounds().size() > 1 ? 1 : 0);
                for (Round round : result.rounds()) {
                    count(seen, "halted", round.halted().size());
                    count(seen, "defaulted", round.defaulted().size());
                    count(seen, "ported", round.ported().size());
                    count(seen, "price edges", (int) round.edges().stream()
                            .filter(e -> e.channel() == Channel.PRICE).count());
                    for (LayerResult layer : round.layers()) {
                        count(seen, layer.layer().name(), layer.paid() > 0 ? 1 : 0);
                        count(seen, "unpaid", layer.unpaid().size());
                        count(seen, spec.basis() + "", layer.layer() == LayerName.SOCIALISED_LOSS && layer.paid() > 0
                                ? 1 : 0);
                    }
                }
            }
        });
        assertThat(seen).allSatisfy((corner, times) -> assertThat(times).as(corner).isGreaterThanOrEqualTo(10));
        assertThat(seen).hasSize(6 + LayerName.values().length + 1 + 3);
    }

    private static void count(Map<String, Integer> seen, String corner, int times) {
        seen.merge(corner, times, Integer::sum);
    }
}
