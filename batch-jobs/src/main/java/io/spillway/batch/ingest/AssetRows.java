package io.spillway.batch.ingest;

import io.spillway.domain.member.Asset;
import io.spillway.domain.member.AssetType;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads assets.csv: the cash and the securities accepted as collateral. Changed terms are a new version. */
final class AssetRows extends TableRows {

    private static final InputFile FILE = InputFile.ASSETS;
    private static final int ASSET = FILE.column("asset_id");
    private static final int TYPE = FILE.column("type");
    private static final int ISSUER = FILE.column("issuer_member_id");
    private static final int CURRENCY = FILE.column("currency");
    private static final int HAIRCUT = FILE.column("haircut");
    private static final int LIMIT = FILE.column("concentration_limit");
    private static final int MAX_FRACTION_SCALE = 12;

    private final ReferenceContext context;
    private final Listed listed = new Listed();
    private final Set<String> currencies = new HashSet<>();

    AssetRows(ReferenceContext context) throws SQLException {
        super(context.connection(), "asset_reference",
                "asset_id, cycle_id, type, issuer_member_id, currency, haircut, concentration_limit");
        this.context = context;
    }

    @Override
    public void read(CsvRow row) throws SQLException {
        Asset asset = asset(row);
        Asset known = context.before().assets().get(asset.id());
        if (known != null && !known.currency().equals(asset.currency())) {
            throw row.reject(CURRENCY, asset.id() + " is in " + known.currency()
                    + ", which does not change; list the new asset under an id of its own");
        }
        listed.add(row, ASSET, asset.id());
        if (known != null && known.type() != asset.type()) {
            throw row.reject(TYPE, asset.id() + " is " + known.type() + ", which does not change");
        }
        if (asset.type() == AssetType.CASH && !currencies.add(asset.currency())) {
            throw row.reject(CURRENCY, "cash in " + asset.currency() + " is listed already; the first row is used");
        }
        if (!asset.equals(known)) {
            insert(asset);
        }
    }

    private Asset asset(CsvRow row) {
        String id = row.id(ASSET);
        AssetType type = row.choice(TYPE, AssetType.class);
        Optional<String> issuer = row.optionalId(ISSUER);
        if (type == AssetType.CASH && issuer.isPresent()) {
            throw row.reject(ISSUER, "must be empty for cash");
        }
        if (issuer.isPresent() && !context.memberIds().contains(issuer.get())) {
            throw row.reject(ISSUER, "no such member; leave it empty where no member issued the security");
        }
        BigDecimal haircut = row.decimal(HAIRCUT, MAX_FRACTION_SCALE);
        Optional<BigDecimal> limit = row.optionalDecimal(LIMIT, MAX_FRACTION_SCALE);
        if (limit.isPresent() && (limit.get().signum() <= 0 || limit.get().compareTo(BigDecimal.ONE) > 0)) {
            throw row.reject(LIMIT, "must be above 0 and at most 1");
        }
        try {
            return new Asset(id, type, issuer, context.requireCurrency(row, CURRENCY), haircut, limit);
        } catch (IllegalArgumentException e) {
            throw row.reject(HAIRCUT, e.getMessage());
        }
    }

    private void insert(Asset asset) throws SQLException {
        PreparedStatement insert = table().row();
        insert.setString(1, asset.id());
        insert.setLong(2, context.cycleId());
        insert.setString(3, asset.type().name());
        insert.setString(4, asset.issuerMemberId().orElse(null));
        insert.setString(5, asset.currency());
        insert.setBigDecimal(6, asset.haircut());
        insert.setBigDecimal(7, asset.concentrationLimit().orElse(null));
        table().add();
    }

    @Override
    public void finish() throws SQLException {
        super.finish();
        context.notListed(FILE, context.before().assets().keySet(), listed.ids());
    }
}
