package io.spillway.batch.ingest;

import io.spillway.batch.ingest.KnownHouse.KnownAccount;
import io.spillway.domain.member.Account;
import io.spillway.domain.member.AccountKind;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads accounts.csv: new accounts get their number in the order of their ids; known ones stay as they are (2.5). */
final class AccountRows extends TableRows {

    private static final InputFile FILE = InputFile.ACCOUNTS;
    private static final int ACCOUNT = FILE.column("account_id");
    private static final int MEMBER = FILE.column("member_id");
    private static final int KIND = FILE.column("kind");
    private static final int BACKUP = FILE.column("backup_member_id");
    private static final int RING_FENCE = FILE.column("ring_fence");
    private static final int LONGEST_GROUP = 64;

    private final ReferenceContext context;
    private final Listed listed = new Listed();
    private final SortedMap<String, Account> added = new TreeMap<>();

    AccountRows(ReferenceContext context) throws SQLException {
        super(context.connection(), "account_reference", "account_key, cycle_id, account_id, kind, backup_member_id, ring_fence");
        this.context = context;
    }

    @Override
    public void read(CsvRow row) {
        String id = row.id(ACCOUNT);
        if (id.equals(Account.LIQUIDITY)) {
            throw row.reject(ACCOUNT, "is the house's own account of buyers outside the book; it is not listed");
        }
        String member = knownMember(row, MEMBER, row.id(MEMBER));
        Optional<String> backup = row.optionalId(BACKUP).map(b -> knownMember(row, BACKUP, b));
        if (backup.isPresent() && backup.get().equals(member)) {
            throw row.reject(BACKUP, "a member cannot be its own backup");
        }
        Account account = new Account(id, member, row.choice(KIND, AccountKind.class), backup,
                Optional.of(row.label(RING_FENCE, LONGEST_GROUP)).filter(group -> !group.isEmpty()));
        listed.add(row, ACCOUNT, id);
        KnownAccount known = context.before().accounts().get(id);
        if (known == null) {
            added.put(id, account);
        } else {
            compare(row, known, account);
        }
    }

    private String knownMember(CsvRow row, int column, String id) {
        if (!context.memberIds().contains(id)) {
            throw row.reject(column, "no such member; list it in members.csv or correct it");
        }
        return id;
    }

    private void compare(CsvRow row, KnownAccount known, Account stated) {
        Account ours = known.account();
        if (!stated.memberId().equals(ours.memberId()) && !stated.memberId().equals(known.openingMemberId())) {
            context.differs(FILE, row, ours.id(), "member_id is " + stated.memberId() + ", the account belongs to "
                    + ours.memberId() + " and stays there; it moves by porting only");
        }
        if (stated.kind() != ours.kind() || !stated.backupMemberId().equals(ours.backupMemberId())
                || !stated.ringFence().equals(ours.ringFence())) {
            context.differs(FILE, row, ours.id(), "kind, backup_member_id or ring_fence is not as the house knows it ("
                    + ours.kind() + ", " + ours.backupMemberId().orElse("no backup") + ", "
                    + ours.ringFence().orElse("no ring fence") + "), which is kept");
        }
    }

    @Override
    public void finish() throws SQLException {
        if (!added.isEmpty()) {
            writeAdded();
        }
        context.notListed(FILE, context.before().accounts().keySet(), listed.ids());
    }

    private void writeAdded() throws SQLException {
        StoreKeys keys = new StoreKeys(context.connection(), "account_reference", "account_id", "account_key");
        try (TableWriter owners = new TableWriter(context.connection(), "account_owner",
                "account_key, cycle_id, ported, member_id")) {
            for (Account account : added.values()) {
                int key = keys.keyOf(account.id());
                PreparedStatement insert = table().row();
                insert.setInt(1, key);
                insert.setLong(2, context.cycleId());
                insert.setString(3, account.id());
                insert.setString(4, account.kind().name());
                insert.setString(5, account.backupMemberId().orElse(null));
                insert.setString(6, account.ringFence().orElse(null));
                table().add();
                owners.row().setInt(1, key);
                owners.row().setLong(2, context.cycleId());
                owners.row().setInt(3, 0);
                owners.row().setString(4, account.memberId());
                owners.add();
            }
            table().flush();
            owners.flush();
        }
    }
}
