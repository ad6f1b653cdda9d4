package io.spillway.batch.ingest;

import io.spillway.batch.ingest.KnownHouse.KnownMember;
import io.spillway.domain.member.Account;
import io.spillway.domain.member.Member;
import io.spillway.domain.money.Amounts;
import io.spillway.waterfall.layer.LayerName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Reads members.csv: members of the first day with their opening values, later ones without (rule 2.5). */
final class MemberRows extends TableRows {

    private static final InputFile FILE = InputFile.MEMBERS;
    private static final int MEMBER = FILE.column("member_id");
    private static final int LEI = FILE.column("lei");
    private static final int NAME = FILE.column("name");
    private static final int GROUP = FILE.column("group_id");
    private static final int CAPITAL = FILE.column("capital");
    private static final int CONTRIBUTION = FILE.column("fund_contribution");
    private static final int LONGEST_LEI = 40;
    private static final int LONGEST_NAME = 400;

    private final ReferenceContext context;
    private final Map<String, Means> state = new HashMap<>();
    private final Listed listed = new Listed();

    /** Base minor units. */
    private record Means(long capital, long contribution) {
    }

    MemberRows(ReferenceContext context) throws SQLException {
        super(context.connection(), "member_reference",
                "member_id, cycle_id, lei, name, group_id, opening_capital, opening_contribution");
        this.context = context;
        if (!context.isFirstDay()) {
            readState(context.cycle().chain().previous());
        }
    }

    private void readState(long cycleId) throws SQLException {
        try (PreparedStatement statement = context.connection().prepareStatement(
                "select member_id, capital, contribution from member_state where cycle_id = ?")) {
            statement.setLong(1, cycleId);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    state.put(rows.getString(1), new Means(rows.getLong(2), rows.getLong(3)));
                }
            }
        }
    }

    @Override
    public void read(CsvRow row) throws SQLException {
        String id = row.id(MEMBER);
        if (id.equals(Account.LIQUIDITY) || Arrays.stream(LayerName.values()).anyMatch(l -> l.name().equals(id))) {
            throw row.reject(MEMBER, "is a name of the house's own; give the member another id");
        }
        Member member = new Member(id, row.label(LEI, LONGEST_LEI), name(row), row.optionalId(GROUP).orElse(""));
        Means means = new Means(amount(row, CAPITAL), amount(row, CONTRIBUTION));
        listed.add(row, MEMBER, id);
        KnownMember known = context.before().members().get(id);
        if (known == null) {
            insert(member, openingMeans(row, id, means));
            context.memberIds().add(id);
        } else {
            compare(row, known, member, means);
        }
    }

    private static String name(CsvRow row) {
        String name = row.label(NAME, LONGEST_NAME);
        if (name.isEmpty()) {
            throw row.reject(NAME, "is empty");
        }
        return name;
    }

    private long amount(CsvRow row, int column) {
        long amount;
        try {
            amount = Amounts.parse(row.text(column), context.baseScale());
        } catch (IllegalArgumentException e) {
            throw row.reject(column, e.getMessage());
        }
        if (amount < 0) {
            throw row.reject(column, "must not be below zero");
        }
        return amount;
    }

    /** Opening values count on the first day only. */
    private Means openingMeans(CsvRow row, String id, Means stated) {
        if (context.isFirstDay()) {
            return stated;
        }
        if (stated.capital() != 0 || stated.contribution() != 0) {
            context.differs(FILE, row, id, "a member that joins later begins without capital and contribution; bring"
                    + " them by fund-movements.csv");
        }
        return new Means(0, 0);
    }

    private void insert(Member member, Means means) throws SQLException {
        PreparedStatement insert = table().row();
        insert.setString(1, member.id());
        insert.setLong(2, context.cycleId());
        insert.setString(3, member.lei());
        insert.setString(4, member.name());
        insert.setString(5, member.groupId());
        insert.setLong(6, means.capital());
        insert.setLong(7, means.contribution());
        table().add();
    }

    /** A file that was never touched again states the opening values, and that is no difference. */
    private void compare(CsvRow row, KnownMember known, Member member, Means stated) {
        String id = member.id();
        if (!member.equals(known.member())) {
            context.differs(FILE, row, id, "lei, name or group is not as the house knows it; what it knows is kept");
        }
        Means now = state.getOrDefault(id, new Means(known.openingCapital(), known.openingContribution()));
        compare(row, id, "capital", new long[] {stated.capital(), now.capital(), known.openingCapital()});
        compare(row, id, "fund_contribution",
                new long[] {stated.contribution(), now.contribution(), known.openingContribution()});
    }

    private void compare(CsvRow row, String id, String what, long[] statedNowOpening) {
        if (statedNowOpening[0] != statedNowOpening[1] && statedNowOpening[0] != statedNowOpening[2]) {
            context.differs(FILE, row, id, what + " is " + Amounts.text(statedNowOpening[0], context.baseScale())
                    + ", the house has " + Amounts.text(statedNowOpening[1], context.baseScale())
                    + " and keeps it; change it by fund-movements.csv");
        }
    }

    @Override
    public void finish() throws SQLException {
        super.finish();
        context.notListed(FILE, context.before().members().keySet(), listed.ids());
    }
}
