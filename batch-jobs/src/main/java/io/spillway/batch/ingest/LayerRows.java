package io.spillway.batch.ingest;

import io.spillway.domain.money.Amounts;
import io.spillway.waterfall.layer.LayerName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/** Reads funds.csv: what the shared layers begin with. Later the file is only compared (rule 2.5). */
final class LayerRows extends TableRows {

    private static final InputFile FILE = InputFile.FUNDS;
    private static final int LAYER = FILE.column("layer");
    private static final int AMOUNT = FILE.column("amount");

    private final ReferenceContext context;
    private final Listed listed = new Listed();
    private final Map<LayerName, Long> opening = new EnumMap<>(LayerName.class);
    private final Map<LayerName, Long> state = new EnumMap<>(LayerName.class);

    LayerRows(ReferenceContext context) throws SQLException {
        super(context.connection(), "opening_layer", "cycle_id, layer, amount");
        this.context = context;
        if (!context.isFirstDay()) {
            read("select layer, amount from opening_layer where cycle_id = ?", context.cycle().chain().cycles().get(0),
                    opening);
            read("select layer, balance from layer_state where cycle_id = ?",
                    context.cycle().chain().previous(), state);
        }
    }

    private void read(String sql, long cycleId, Map<LayerName, Long> amounts) throws SQLException {
        try (PreparedStatement statement = context.connection().prepareStatement(sql)) {
            statement.setLong(1, cycleId);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    amounts.put(LayerName.valueOf(rows.getString(1)), rows.getLong(2));
                }
            }
        }
    }

    @Override
    public void read(CsvRow row) throws SQLException {
        LayerName layer = row.choice(LAYER, LayerName.class);
        if (!layer.isSharedPot()) {
            throw row.reject(LAYER, "is no shared layer with money of its own");
        }
        long amount = amount(row);
        listed.add(row, LAYER, layer.name());
        if (context.isFirstDay()) {
            PreparedStatement insert = table().row();
            insert.setLong(1, context.cycleId());
            insert.setString(2, layer.name());
            insert.setLong(3, amount);
            table().add();
        } else if (amount != state.getOrDefault(layer, 0L) && amount != opening.getOrDefault(layer, 0L)) {
            context.differs(FILE, row, layer.name(), "amount is " + Amounts.text(amount, context.baseScale())
                    + ", the layer has " + Amounts.text(state.getOrDefault(layer, 0L), context.baseScale())
                    + " and keeps it; change it by fund-movements.csv");
        }
    }

    private long amount(CsvRow row) {
        long amount;
        try {
            amount = Amounts.parse(row.text(AMOUNT), context.baseScale());
        } catch (IllegalArgumentException e) {
            throw row.reject(AMOUNT, e.getMessage());
        }
        if (amount < 0) {
            throw row.reject(AMOUNT, "must not be below zero");
        }
        return amount;
    }
}
