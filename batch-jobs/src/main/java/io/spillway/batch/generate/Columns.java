package io.spillway.batch.generate;

import java.util.List;

/** Headers of the input files, in order. */
final class Columns {

    static final List<String> MEMBERS = split("member_id,lei,name,group_id,capital,fund_contribution");
    static final List<String> ACCOUNTS = split("account_id,member_id,kind,backup_member_id");
    static final List<String> ACCOUNTS_WITH_POCKETS = split("account_id,member_id,kind,backup_member_id,ring_fence");
    static final List<String> INSTRUMENTS = split("instrument_id,product,type,underlying,currency,multiplier,tick,lot,"
            + "expiry,strike,right,premium_style,margin_rate,reference_price,depth,adv,sigma,impact,price_limit,"
            + "allow_negative");
    static final List<String> ASSETS = split("asset_id,type,issuer_member_id,currency,haircut,concentration_limit");
    static final List<String> CALENDAR = split("date,name");
    static final List<String> FUNDS = split("layer,amount");
    static final List<String> HISTORY = split("date,instrument_id,settlement_price");
    static final List<String> PRICES = split("instrument_id,currency,settlement_price,implied_vol,funding_rate");
    static final List<String> FX = split("currency,rate_to_base");
    static final List<String> ASSET_PRICES = split("asset_id,currency,price");
    static final List<String> TRADES = split("trade_id,match_id,account_id,instrument_id,quantity,price,traded_at");
    static final List<String> COLLATERAL = split("movement_id,account_id,asset_id,quantity");
    static final List<String> FUND_MOVEMENTS = split("movement_id,member_id,layer,amount,kind");
    static final List<String> POSITIONS = split("account_id,instrument_id,quantity");

    private Columns() {
    }

    private static List<String> split(String header) {
        return List.of(header.split(","));
    }
}
