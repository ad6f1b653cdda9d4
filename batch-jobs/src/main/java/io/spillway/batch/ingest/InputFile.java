package io.spillway.batch.ingest;

import io.spillway.waterfall.day.DayInputs;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The input files by name, and their columns. No file of another name is ever opened (fault 56). */
public enum InputFile {
    MEMBERS("members.csv", Place.REFERENCE, "member_id,lei,name,group_id,capital,fund_contribution"),
    ACCOUNTS("accounts.csv", Place.REFERENCE, "account_id,member_id,kind,backup_member_id,ring_fence"),
    INSTRUMENTS("instruments.csv", Place.REFERENCE, "instrument_id,product,type,underlying,currency,multiplier,tick,"
            + "lot,expiry,strike,right,premium_style,margin_rate,reference_price,depth,adv,sigma,impact,price_limit,"
            + "allow_negative"),
    ASSETS("assets.csv", Place.REFERENCE, "asset_id,type,issuer_member_id,currency,haircut,concentration_limit"),
    CALENDAR("calendar.csv", Place.REFERENCE, "date,name"),
    FUNDS("funds.csv", Place.REFERENCE, "layer,amount"),
    /** Its ids are of instruments or of underlyings. */
    HISTORY("history.csv", Place.REFERENCE, "date,instrument_id,settlement_price"),
    PRICES(DayInputs.PRICES, Place.DAY, "instrument_id,currency,settlement_price,implied_vol,funding_rate"),
    FX(DayInputs.FX, Place.DAY, "currency,rate_to_base"),
    ASSET_PRICES(DayInputs.ASSET_PRICES, Place.DAY, "asset_id,currency,price"),
    TRADES(DayInputs.TRADES, Place.DAY, "trade_id,match_id,account_id,instrument_id,quantity,price,traded_at"),
    COLLATERAL(DayInputs.COLLATERAL, Place.DAY, "movement_id,account_id,asset_id,quantity,moved_at"),
    FUND_MOVEMENTS(DayInputs.FUND_MOVEMENTS, Place.DAY, "movement_id,member_id,layer,amount,kind"),
    POSITIONS(DayInputs.POSITIONS, Place.DAY, "account_id,instrument_id,quantity"),
    CLOSEOUTS(DayInputs.CLOSEOUTS, Place.DAY, "account_id,instrument_id,quantity,price,buyer_account_id");

    /** Which folder a file stands in. */
    enum Place { REFERENCE, DAY }

    private final String fileName;
    private final Place place;
    private final List<String> columns;

    InputFile(String fileName, Place place, String columns) {
        this.fileName = fileName;
        this.place = place;
        this.columns = List.of(columns.split(","));
    }

    public String fileName() {
        return fileName;
    }

    Place place() {
        return place;
    }

    /** Names of the columns; a file may have them in any order. */
    public List<String> columns() {
        return columns;
    }

    /** Whether the column may be missing from the header; its cells are empty then. */
    boolean isOptional(String name) {
        return this == ACCOUNTS && name.equals("ring_fence") || this == COLLATERAL && name.equals("moved_at");
    }

    /** A column's number in {@link #columns}. */
    int column(String name) {
        int column = columns.indexOf(name);
        if (column < 0) {
            throw new IllegalArgumentException(fileName + " has no column " + name);
        }
        return column;
    }

    static Optional<InputFile> find(String fileName, Place place) {
        return Arrays.stream(values()).filter(f -> f.place == place && f.fileName.equals(fileName)).findFirst();
    }

    static List<String> names(Place place) {
        return Arrays.stream(values()).filter(f -> f.place == place).map(InputFile::fileName).toList();
    }
}
