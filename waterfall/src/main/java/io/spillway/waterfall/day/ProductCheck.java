package io.spillway.waterfall.day;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.instrument.Product;
import io.spillway.domain.member.Account;
import io.spillway.domain.member.Asset;
import io.spillway.domain.member.AssetType;
import io.spillway.domain.money.Decimals;
import io.spillway.waterfall.day.DayInputs.AssetPriceRow;
import io.spillway.waterfall.day.DayInputs.PriceRow;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks what products beyond plain futures need: funding rates, underlyings, expiries, pockets, securities. */
final class ProductCheck {

    private final DayOpening opening;
    private final ClearingBook book;
    private final Findings findings;
    private final Map<String, BigDecimal> underlyings = new TreeMap<>();
    private final Set<String> conflicting = new HashSet<>();
    private final BigDecimal[] fundingRates;

    ProductCheck(DayOpening opening, Findings findings) {
        this.opening = opening;
        this.book = opening.book();
        this.findings = findings;
        this.fundingRates = new BigDecimal[book.instruments()];
    }

    BigDecimal[] fundingRates() {
        return fundingRates;
    }

    Map<String, BigDecimal> underlyings() {
        return underlyings;
    }

    /** A position past its expiry should have settled before (rule 3.2). */
    void checkExpiries(boolean[] isHeld) {
        for (int i = 0; i < isHeld.length; i++) {
            Instrument instrument = book.instrument(i);
            boolean isOpen = book.liquidityLotsOf(i) != 0 || book.columnStart(i + 1) > book.columnStart(i);
            if (isOpen && instrument.contract().expiry().filter(e -> Expiry.isOverdue(e, opening)).isPresent()) {
                findings.add(FindingCode.INSTRUMENT_EXPIRED, instrument.id(), "expired on "
                        + instrument.contract().expiry().get() + " and is still held; correct its expiry in"
                        + " instruments.csv, or the positions");
            }
        }
    }

    /** A pocket holds its product group and nothing else. */
    void checkRingFences() {
        for (Account account : opening.house().accounts()) {
            if (account.ringFence().isPresent()) {
                int a = book.accountIds().indexOf(account.id());
                for (int p = book.rowStart(a); p < book.rowStart(a + 1); p++) {
                    Instrument instrument = book.instrument(book.instrumentOf(p));
                    if (!account.mayHold(instrument.contract().group())) {
                        findings.add(FindingCode.RING_FENCE_BROKEN, account.id() + " " + instrument.id(),
                                "the account is ring-fenced for " + account.ringFence().get() + " and holds "
                                        + instrument.id() + "; move the position to another account");
                    }
                }
            }
        }
    }

    /** Takes underlyings' prices and perpetuals' funding rates from prices.csv. */
    void takePrices(List<PriceRow> rows, boolean[] isHeld) {
        for (PriceRow row : rows) {
            int i = book.instrumentIds().indexOf(row.instrumentId());
            if (i >= 0) {
                takeFunding(i, row);
            } else if (opening.house().underlyings().contains(row.instrumentId())) {
                BigDecimal other = underlyings.putIfAbsent(row.instrumentId(), row.settlementPrice());
                if (other != null && other.compareTo(row.settlementPrice()) != 0) {
                    conflicting.add(row.instrumentId());
                    findings.add(FindingCode.PRICE_CONFLICT, row.instrumentId(), "prices.csv line " + row.line()
                            + " says " + Decimals.text(row.settlementPrice()) + ", an earlier line "
                            + Decimals.text(other) + "; correct the file");
                }
            }
        }
        conflicting.forEach(underlyings::remove);
        for (int i = 0; i < isHeld.length; i++) {
            if (isHeld[i] && book.instrument(i).product() == Product.PERPETUAL && fundingRates[i] == null) {
                findings.addBlocking(FindingCode.FUNDING_RATE_MISSING, book.instrument(i).id(),
                        "a held perpetual, but prices.csv has no funding_rate for it; send one, 0 for none");
            }
        }
    }

    private void takeFunding(int i, PriceRow row) {
        if (row.fundingRate().isEmpty()) {
            return;
        }
        if (book.instrument(i).product() != Product.PERPETUAL) {
            findings.reject(DayInputs.PRICES, row.line(), "funding_rate", Decimals.text(row.fundingRate().get()),
                    row.instrumentId() + " is no perpetual; only its price is used");
        } else if (fundingRates[i] != null && fundingRates[i].compareTo(row.fundingRate().get()) != 0) {
            findings.add(FindingCode.PRICE_CONFLICT, row.instrumentId(), "prices.csv line " + row.line()
                    + " has another funding_rate than an earlier line; correct the file");
        } else {
            fundingRates[i] = row.fundingRate().get();
        }
    }

    /** In place of the price of an option that expires today: its intrinsic value on the underlying's price (3.2). */
    void settleExpiringOptions(BigDecimal[] marks, BigDecimal[] published, boolean[] isHeld) {
        for (int i = 0; i < marks.length; i++) {
            Instrument instrument = book.instrument(i);
            if (isHeld[i] && settlesAtIntrinsicValue(i)) {
                String underlying = instrument.contract().underlying();
                int same = book.instrumentIds().indexOf(underlying);
                BigDecimal price = same >= 0 ? published[same] : underlyings.get(underlying);
                if (price == null) {
                    findings.addBlocking(FindingCode.UNDERLYING_PRICE_MISSING, underlying, instrument.id()
                            + " expires today, and prices.csv has no usable price of its underlying; send one");
                } else {
                    marks[i] = instrument.contract().option().orElseThrow().intrinsic(price);
                }
            }
        }
    }

    /** Whether an instrument needs no price of its own today. */
    boolean settlesAtIntrinsicValue(int i) {
        return book.instrument(i).product() == Product.OPTION
                && book.instrument(i).contract().isExpired(opening.businessDate());
    }

    /** Prices of securities; one that is held and has none is a finding, the last one may stand in (rule 3.4). */
    Map<String, BigDecimal> takeAssetPrices(List<AssetPriceRow> rows, Set<String> held) {
        Map<String, Asset> assets = opening.house().assets().stream()
                .collect(Collectors.toMap(Asset::id, Function.identity()));
        Map<String, BigDecimal> prices = new TreeMap<>();
        Set<String> bad = new HashSet<>();
        for (AssetPriceRow row : rows) {
            Asset asset = assets.get(row.assetId());
            if (asset == null) {
                reject(row, "asset_id", row.assetId(), "no such asset");
            } else if (asset.type() == AssetType.CASH) {
                if (row.price().compareTo(BigDecimal.ONE) != 0) {
                    reject(row, "price", Decimals.text(row.price()), "cash is worth its face value, 1");
                }
            } else if (!asset.currency().equals(row.currency())) {
                reject(row, "currency", row.currency(), "the price of " + asset.id() + " must be in "
                        + asset.currency());
            } else if (prices.containsKey(asset.id()) && prices.get(asset.id()).compareTo(row.price()) != 0) {
                reject(row, "price", Decimals.text(row.price()), "an earlier line has another price; neither is used");
                bad.add(asset.id());
            } else {
                prices.put(asset.id(), row.price());
            }
        }
        bad.forEach(prices::remove);
        for (Asset asset : opening.house().assets()) {
            if (asset.type() == AssetType.SECURITY && !prices.containsKey(asset.id())) {
                standIn(asset.id(), held.contains(asset.id()), prices);
            }
        }
        return prices;
    }

    private void standIn(String asset, boolean isHeld, Map<String, BigDecimal> prices) {
        BigDecimal last = opening.securities().prices().get(asset);
        if (isHeld && last == null) {
            findings.addBlocking(FindingCode.ASSET_PRICE_MISSING, asset,
                    "held as collateral, but asset-prices.csv has no usable price and there is no earlier one; send one");
        } else if (isHeld) {
            findings.add(FindingCode.ASSET_PRICE_MISSING, asset, "held as collateral, but asset-prices.csv has no"
                    + " usable price; the last one was " + Decimals.text(last));
        }
        if (last != null) {
            prices.put(asset, last);
        }
    }

    private void reject(AssetPriceRow row, String column, String value, String reason) {
        findings.reject(DayInputs.ASSET_PRICES, row.line(), column, value, reason);
    }
}
