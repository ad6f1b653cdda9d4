package io.spillway.reports.margin;

import static java.util.Comparator.comparing;

import io.spillway.reports.margin.MarginData.AccountMargin;
import io.spillway.reports.workbook.Chart;
import io.spillway.reports.workbook.Column;
import io.spillway.reports.workbook.Table;
import io.spillway.reports.workbook.TotalRow;
import io.spillway.reports.workbook.TotalRow.Figure;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The first sheet of the margin workbook: each member's accounts added up, with a chart of the largest. */
final class MemberSheet {

    private static final int DRAWN_MEMBERS = 15;

    private record Member(String id, long accounts, long calls, BigDecimal equity, BigDecimal initial,
                          BigDecimal excess) {
    }

    private final MarginData data;

    MemberSheet(MarginData data) {
        this.data = data;
    }

    Table<Member> table() {
        String code = data.base().code();
        return Table.of("Members", members(), "No member has an account with positions or money.")
                .about("Each member's accounts added up, largest initial margin first, in " + code
                        + ". Excess in one account does not cover what another lacks.")
                .column(Column.text("Member", Member::id))
                .column(Column.count("Accounts", Member::accounts))
                .column(Column.<Member>count("Below initial", Member::calls).unit("accounts"))
                .column(sum("Equity", Member::equity).unit(code + ", + the accounts have"))
                .column(sum("Initial margin", Member::initial).unit(code + ", required"))
                .column(sum("Excess or call", Member::excess).unit(code + ", + excess, - missing"))
                .total(TotalRow.ofAll(Figure.alone("Accounts", ""), Figure.alone("Below initial", ""),
                        Figure.alone("Equity", code), Figure.alone("Initial margin", code),
                        Figure.alone("Excess or call", code)))
                .chart(new Chart(Chart.Kind.COLUMN, "Equity against initial margin: the " + DRAWN_MEMBERS
                        + " members with most initial margin", code, "Member",
                        List.of(new Chart.Series("Equity", Chart.Fill.BLUE),
                                new Chart.Series("Initial margin", Chart.Fill.AMBER)), DRAWN_MEMBERS))
                .build();
    }

    private Column<Member> sum(String heading, Function<Member, BigDecimal> value) {
        return Column.amount(heading, data.base().scale(), value)
                .sumOf(new Column.SumOf("Accounts", heading, Map.of("Member", "Member")));
    }

    private List<Member> members() {
        Map<String, List<AccountMargin>> byMember = data.accounts().stream()
                .collect(Collectors.groupingBy(AccountMargin::member, TreeMap::new, Collectors.toList()));
        return byMember.entrySet().stream().map(entry -> member(entry.getKey(), entry.getValue()))
                .sorted(comparing(Member::initial).reversed().thenComparing(Member::id)).toList();
    }

    private Member member(String id, List<AccountMargin> accounts) {
        return new Member(id, accounts.size(), accounts.stream().filter(a -> a.excess().signum() < 0).count(),
                sum(accounts, AccountMargin::equity), sum(accounts, AccountMargin::initial),
                sum(accounts, AccountMargin::excess));
    }

    private BigDecimal sum(List<AccountMargin> accounts, Function<AccountMargin, BigDecimal> amount) {
        return accounts.stream().map(amount).reduce(data.base().zero(), BigDecimal::add);
    }
}
