package io.spillway.reports.page;

import static io.spillway.reports.page.Stories.money;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.reports.page.ContagionGraph.Node;
import io.spillway.reports.page.ContagionGraph.Role;
import io.spillway.reports.page.ContagionLayout.Spot;
import io.spillway.reports.page.Story.Cascade;
import io.spillway.reports.page.Story.Defaulter;
import io.spillway.reports.page.Story.Edge;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

@DisplayName("The contagion map (rule 5.16)")
class ContagionGraphTest {

    @Test
    void edgesAlikeButForTheirRoundAreSummedAndZeroAndSelfAreLeftOut() {
        ContagionGraph graph = graph(List.of(edge("A", "B", "PRICE", "3"), edge("A", "B", "PRICE", "4.50"), edge("A",
                "B", "FUND", "1"),
                edge("A", "A", "PRICE", "9"), edge("A", "C", "PRICE", "0")), List.of());
        assertThat(graph.edges()).containsExactly(edge("A", "B", "PRICE", "7.50"), edge("A", "B", "FUND", "1"));
        assertThat(graph.dropped().edges()).isZero();
    }

    @Test
    void nodesStandInColumnsByRoundOfDefaultThenSellersThenThoseThatOnlyBear() {
        ContagionGraph graph = graph(List.of(edge("A", "B", "PRICE", "5"), edge("B", "C", "FUND", "4"), edge("S", "C",
                "PRICE", "3"),
                edge("A", "INSURANCE_FUND", "FUND", "2")), List.of(defaulter("A", 0), defaulter("B", 2)));
        assertThat(graph.nodes()).extracting(Node::id).containsExactly("A", "B", "S", "C", "INSURANCE_FUND");
        assertThat(graph.nodes()).extracting(Node::role)
                .containsExactly(Role.DEFAULTER, Role.DEFAULTER, Role.SELLER, Role.SURVIVOR, Role.LAYER);
        assertThat(graph.nodes()).extracting(Node::column).containsExactly(0, 1, 2, 3, 3);
        assertThat(graph.nodes().get(1).caused()).isEqualByComparingTo("4");
        assertThat(graph.nodes().get(1).borne()).isEqualByComparingTo("5");
    }

    @Test
    void ofManyEdgesTheLargestAreDrawnAndTheRestCounted() throws Exception {
        Cascade cascade = Stories.crash().days().get(2).cascade().orElseThrow();
        ContagionGraph graph = new ContagionGraph(cascade);
        assertThat(graph.drawn()).hasSize(ContagionGraph.MOST_DRAWN);
        assertThat(graph.dropped().edges()).isEqualTo(graph.edges().size() - ContagionGraph.MOST_DRAWN);
        BigDecimal drawn = Amounts.sum(graph.drawn(), Edge::amount);
        assertThat(drawn.add(graph.dropped().amount())).isEqualByComparingTo(Amounts.sum(cascade.edges(), Edge::amount));
        assertThat(ParsedPage.of(Stories.crash()).text()).contains("Not drawn: " + graph.dropped().edges()
                + " smaller edges, together USD "
                + new Amounts("USD", 2).exact(graph.dropped().amount()));
    }

    @Test
    void everyDrawnEdgeIsALineWithItsAmountAndEveryNodeAShape() throws Exception {
        ContagionGraph graph = new ContagionGraph(Stories.crash().days().get(2).cascade().orElseThrow());
        ParsedPage page = ParsedPage.of(Stories.crash());
        List<Element> lines = page.all("path").stream().filter(path -> path.hasAttribute("marker-end")).toList();
        assertThat(lines).hasSameSizeAs(graph.drawn());
        assertThat(lines.get(0).getTextContent()).isEqualTo("M07 Harbour Clearing to Insurance fund, FUND: USD 19,000,000.00");
        // One more of each in the legend.
        assertThat(page.withLook("rect", "n-defaulter")).hasSize(3 + 1);
        assertThat(page.withLook("path", "n-layer")).hasSize(2 + 1);
    }

    @Test
    void widthGoesWithTheAmountSoThatTheLargestEdgeIsTheWidest() throws Exception {
        List<Double> widths = ParsedPage.of(Stories.crash()).all("path").stream().filter(path -> path.hasAttribute("marker-end"))
                .map(path -> Double.parseDouble(path.getAttribute("stroke-width"))).toList();
        assertThat(widths).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        // 19.0 m against 11.5 m
        assertThat(widths.get(1) / widths.get(0)).isCloseTo(11.5 / 19, org.assertj.core.data.Offset.offset(0.01));
    }

    @Test
    void aHouseOfOneMemberWithOneEdgeToALayerIsDrawn() throws Exception {
        Cascade cascade = new Cascade(List.of(), List.of(), List.of(), List.of(edge("M1", "SKIN_IN_THE_GAME", "FUND", "7")),
                List.of(defaulter("M1", 1)), List.of(), Stories.noBalances());
        ParsedPage page = ParsedPage.of(Stories.withCascade(cascade, money("0")));
        assertThat(page.text()).contains("All 1 edge of the map are drawn.").contains("Skin in the game");
        assertThat(page.all("path").stream().filter(path -> path.hasAttribute("marker-end"))).hasSize(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void withFortyMembersNoTwoNodesOverlapAndAllLieInsideThePicture(long seed) {
        ContagionGraph graph = new ContagionGraph(HardStories.unfunded(seed).days().get(0).cascade().orElseThrow());
        ContagionLayout layout = new ContagionLayout(graph);
        List<Spot> spots = new ArrayList<>();
        layout.spots().forEach(spots::add);
        assertThat(spots).hasSameSizeAs(graph.nodes()).hasSizeGreaterThan(20);
        for (Spot one : spots) {
            assertThat(one.centre().x() - one.radius()).isPositive();
            assertThat(one.centre().y() - one.radius()).isGreaterThan(ContagionLayout.TOP - 1);
            assertThat(one.centre().y() + one.radius()).isLessThan(layout.height());
            for (Spot other : spots) {
                if (one != other && one.node().column() == other.node().column()) {
                    assertThat(Math.abs(one.centre().y() - other.centre().y())).as("seed %d, %s and %s", seed,
                            one.node().id(), other.node().id())
                            .isGreaterThan(one.radius() + other.radius());
                }
            }
        }
    }

    @Test
    void equalAmountsAreOrderedByIdSoThatNothingDependsOnTheInput() {
        List<Edge> edges = new ArrayList<>();
        for (int i = 99; i >= 0; i--) {
            edges.add(edge("A", Stories.member(i), "PRICE", "1"));
        }
        ContagionGraph graph = graph(edges, List.of(defaulter("A", 1)));
        assertThat(graph.drawn()).hasSize(ContagionGraph.MOST_DRAWN);
        assertThat(graph.drawn().get(0).to()).isEqualTo("M00");
        assertThat(graph.dropped().nodes()).isEqualTo(40);
    }

    private static ContagionGraph graph(List<Edge> edges, List<Defaulter> defaulters) {
        return new ContagionGraph(new Cascade(List.of(), List.of(), List.of(), edges, defaulters, List.of(),
                Stories.noBalances()));
    }

    private static Edge edge(String from, String to, String channel, String amount) {
        return new Edge(from, to, channel, money(amount));
    }

    private static Defaulter defaulter(String member, int round) {
        return new Defaulter(member, round, "test", money("0"), List.of());
    }
}
