package io.spillway.reports.margin;

import io.spillway.reports.margin.MarginData.VariationMargin;
import io.spillway.reports.workbook.Column;
import io.spillway.reports.workbook.CurrencyTotals;
import io.spillway.reports.workbook.Table;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Variation margin added up per member and currency. */
final class MemberVariationSheet {

    static final String SOURCE = "Variation margin";

    private record Key(String member, String currency) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byMember = member.compareTo(other.member);
            return byMember != 0 ? byMember : currency.compareTo(other.currency);
        }
    }

    private record Sum(String member, String currency, BigDecimal amount) {
    }

    private final MarginData data;

    MemberVariationSheet(MarginData data) {
        this.data = data;
    }

    Table<Sum> table() {
        List<Sum> sums = sums();
        Table.Builder<Sum> table = Table.of("Variation by member", sums, "No member had variation margin on this day.")
                .about("Variation margin of all a member's accounts, one row a currency.")
                .column(Column.text("Member", Sum::member))
                .column(Column.text("Currency", Sum::currency))
                .column(Column.<Sum>amount("Amount", Sum::amount).unit("+ paid to the member")
                        .sumOf(new Column.SumOf(SOURCE, "Amount", Map.of("Member", "Member", "Currency", "Currency"))));
        new CurrencyTotals("Currency", "Amount", "Variation margin of all members")
                .against(sums, Sum::currency, data.ledger().variationMargin()).forEach(table::total);
        return table.build();
    }

    private List<Sum> sums() {
        Map<Key, BigDecimal> sums = new TreeMap<>();
        for (VariationMargin row : data.variationMargins()) {
            sums.merge(new Key(row.member(), row.currency()), row.amount(), BigDecimal::add);
        }
        return sums.entrySet().stream()
                .map(entry -> new Sum(entry.getKey().member(), entry.getKey().currency(), entry.getValue())).toList();
    }
}
