package io.spillway.reports.defaults;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import io.spillway.reports.defaults.DefaultData.ContagionRound;
import io.spillway.reports.defaults.DefaultData.Edge;
import io.spillway.reports.defaults.DefaultData.PriceMove;
import io.spillway.reports.workbook.Chart;
import io.spillway.reports.workbook.Column;
import io.spillway.reports.workbook.Table;
import io.spillway.reports.workbook.TotalRow;
import io.spillway.reports.workbook.TotalRow.Figure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Contagion: round by round, price by price, and from whom to whom. */
final class ContagionSheets {

    private static final String MAP = "Contagion map";
    private static final int DRAWN_MEMBERS = 15;
    private static final int DRAWN_ROUNDS = 60;
    private static final int MOVE_DECIMALS = 10;

    private record Round(ContagionRound counters, long pricesMoved, BigDecimal largestMove) {
    }

    private record Party(String name, BigDecimal caused, BigDecimal bore) {
        BigDecimal total() {
            return caused.add(bore);
        }
    }

    private final DefaultData data;
    private final List<Edge> edges;
    private final String noEdges;

    ContagionSheets(DefaultData data) {
        this.data = data;
        edges = data.edges() == null ? List.of() : data.edges();
        noEdges = data.edges() == null ? "The contagion map was switched off for this run."
                : "No loss went from one member to another.";
    }

    Table<Round> rounds() {
        String code = data.base().code();
        List<Round> rows = data.rounds().stream().sorted(comparingLong(ContagionRound::round)).map(this::round).toList();
        return Table.of("Contagion by round", rows, "There was no round: nothing was liquidated and nobody is in default.")
                .about("How the losses spread, round by round; losses in " + code + ".")
                .column(Column.<Round>text("Round", row -> Long.toString(row.counters().round())))
                .column(Column.<Round>count("Accounts closed", row -> row.counters().accountsClosed()))
                .column(Column.<Round>count("Members in default", row -> row.counters().membersInDefault())
                        .unit("declared in this round"))
                .column(Column.<Round>count("Prices moved", Round::pricesMoved).unit("instruments"))
                .column(Column.<Round>percent("Largest price move", Round::largestMove).unit("of the opening price")
                        .orElse("no price moved"))
                .column(Column.<Round>amount("Loss", data.base().scale(), row -> row.counters().loss())
                        .unit(code + ", new in this round"))
                .total(TotalRow.ofAll(Figure.alone("Accounts closed", ""), Figure.alone("Members in default", ""),
                        Figure.against("Loss", data.ledger().loss(), "Losses of all rounds", code)))
                .chart(new Chart(Chart.Kind.COLUMN, "New loss in each round", code, "Round",
                        List.of(new Chart.Series("Loss", Chart.Fill.RED)), DRAWN_ROUNDS))
                .chart(new Chart(Chart.Kind.COLUMN, "Accounts closed and members in default in each round",
                        "number", "Round", List.of(new Chart.Series("Accounts closed", Chart.Fill.BLUE),
                        new Chart.Series("Members in default", Chart.Fill.RED)), DRAWN_ROUNDS))
                .build();
    }

    private Round round(ContagionRound counters) {
        List<PriceMove> moves = data.priceMoves().stream().filter(move -> move.round() == counters.round())
                .filter(move -> move.opening().compareTo(move.closing()) != 0).toList();
        BigDecimal largest = moves.stream().filter(move -> move.opening().signum() != 0).map(ContagionSheets::relative)
                .max(comparing(BigDecimal::abs)).orElse(null);
        return new Round(counters, moves.size(), largest);
    }

    private static BigDecimal relative(PriceMove move) {
        return move.closing().subtract(move.opening()).divide(move.opening().abs(), MOVE_DECIMALS, RoundingMode.HALF_EVEN);
    }

    Table<PriceMove> priceMoves() {
        return Table.of("Price moves", data.priceMoves().stream().sorted(comparingLong(PriceMove::round)
                        .thenComparing(PriceMove::instrument)).toList(), "No price moved.")
                .about("What the liquidations did to prices, in each instrument's currency.")
                .column(Column.count("Round", PriceMove::round))
                .column(Column.text("Instrument", PriceMove::instrument))
                .column(Column.text("Currency", PriceMove::currency))
                .column(Column.price("Opening price", PriceMove::opening))
                .column(Column.price("Closing price", PriceMove::closing))
                .column(Column.<PriceMove>percent("Move",
                        move -> move.opening().signum() == 0 ? null : relative(move)).unit("of the opening price")
                        .orElse("opened at zero"))
                .build();
    }

    Table<Party> members() {
        String code = data.base().code();
        return Table.of("Caused and bore", parties(), noEdges)
                .about("Who caused losses of others and who bore losses of others, largest first, in " + code
                        + ". Losses a member caused itself are left out.")
                .column(Column.text("Member or layer", Party::name))
                .column(Column.<Party>amount("Caused", data.base().scale(), Party::caused).unit(code + ", loss of others")
                        .sumOf(new Column.SumOf(MAP, "Amount", Map.of("From", "Member or layer"))))
                .column(Column.<Party>amount("Bore", data.base().scale(), Party::bore).unit(code + ", caused by others")
                        .sumOf(new Column.SumOf(MAP, "Amount", Map.of("To", "Member or layer"))))
                .total(TotalRow.ofAll(
                        Figure.against("Caused", total(), "Losses caused, all members", code),
                        Figure.against("Bore", total(), "Losses borne, all members and layers", code)))
                .chart(new Chart(Chart.Kind.BAR, "Who caused and who bore the losses", code, "Member or layer",
                        List.of(new Chart.Series("Caused", Chart.Fill.RED), new Chart.Series("Bore", Chart.Fill.BLUE)),
                        DRAWN_MEMBERS))
                .build();
    }

    private BigDecimal total() {
        return DefaultWorkbook.sum(data, edges.stream().map(Edge::amount).toList());
    }

    private List<Party> parties() {
        Map<String, BigDecimal> caused = new TreeMap<>();
        Map<String, BigDecimal> bore = new TreeMap<>();
        for (Edge edge : edges) {
            caused.merge(name(edge.from()), edge.amount(), BigDecimal::add);
            bore.merge(name(edge.to()), edge.amount(), BigDecimal::add);
        }
        Set<String> names = new TreeSet<>(caused.keySet());
        names.addAll(bore.keySet());
        return names.stream().map(name -> new Party(name, caused.getOrDefault(name, data.base().zero()),
                        bore.getOrDefault(name, data.base().zero())))
                .sorted(comparing(Party::total).reversed().thenComparing(Party::name)).toList();
    }

    /** A shared layer's name in words; a member's id as it is. */
    private String name(String party) {
        return data.terms().layers().contains(party) ? LegalOrder.readable(party) : party;
    }

    Table<Edge> map() {
        String code = data.base().code();
        return Table.of(MAP, edges.stream().sorted(comparing(Edge::from).thenComparing(Edge::to)
                        .thenComparing(Edge::channel)).toList(), noEdges)
                .about("Every loss traced from who caused it to who bore it, over all rounds, in " + code + ".")
                .column(Column.<Edge>text("From", edge -> name(edge.from())))
                .column(Column.<Edge>text("To", edge -> name(edge.to())))
                .column(Column.<Edge>text("Channel", edge -> LegalOrder.readable(edge.channel())))
                .column(Column.<Edge>amount("Amount", data.base().scale(), Edge::amount).unit(code))
                .total(TotalRow.ofAll(Figure.alone("Amount", code)))
                .build();
    }
}
