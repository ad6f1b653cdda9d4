package io.spillway.batch.ingest;

import io.spillway.domain.money.Decimals;

/** Reads asset-prices.csv. Cash is worth its face value, so while only cash is taken the prices are read, not kept. */
final class AssetPriceRows implements RowReader {

    private static final int ASSET = InputFile.ASSET_PRICES.column("asset_id");
    private static final int CURRENCY = InputFile.ASSET_PRICES.column("currency");
    private static final int PRICE = InputFile.ASSET_PRICES.column("price");

    @Override
    public void read(CsvRow row) {
        row.id(ASSET);
        row.currency(CURRENCY);
        if (row.decimal(PRICE, Decimals.MAX_PRICE_SCALE).signum() <= 0) {
            throw row.reject(PRICE, "must be above zero");
        }
    }
}
