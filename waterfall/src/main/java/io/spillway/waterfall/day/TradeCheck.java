package io.spillway.waterfall.day;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.instrument.NegativePrices;
import io.spillway.domain.instrument.Product;
import io.spillway.domain.member.Account;
import io.spillway.domain.money.Decimals;
import io.spillway.waterfall.day.DayInputs.TradeRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Checks trades match by match: one bad row takes its match with it (rule 2.6; faults 26, 27). */
final class TradeCheck {

    private final DayOpening opening;
    private final ClearingBook book;
    private final Findings findings;
    private final Instant cutOff;
    private final boolean someRowsUnread;
    /** Product group of each ring-fenced account, by account id. */
    private final Map<String, String> ringFences = new HashMap<>();
    private final Map<String, List<TradeRow>> matches = new TreeMap<>();
    private final Set<String> badMatches = new TreeSet<>();

    TradeCheck(DayOpening opening, DayInputs inputs, DayRules rules, Findings findings) {
        this.opening = opening;
        this.book = opening.book();
        this.findings = findings;
        this.cutOff = opening.businessDate().atTime(rules.cutOff()).atZone(rules.zone()).toInstant();
        opening.house().accounts().forEach(a -> a.ringFence().ifPresent(group -> ringFences.put(a.id(), group)));
        this.someRowsUnread = inputs.rejects().stream().anyMatch(r -> r.file().equals(DayInputs.TRADES));
        group(inputs.trades());
    }

    /** Rows by match; a trade listed twice counts once (fault 26). */
    private void group(List<TradeRow> rows) {
        Map<String, TradeRow> seen = new HashMap<>();
        for (TradeRow row : rows) {
            TradeRow first = seen.putIfAbsent(row.tradeId(), row);
            if (first == null) {
                matches.computeIfAbsent(row.matchId(), id -> new ArrayList<>()).add(row);
            } else if (sameTerms(first, row)) {
                findings.add(FindingCode.TRADE_DUPLICATE, row.tradeId(), place(row)
                        + " repeats " + place(first) + "; one is used");
            } else {
                findings.add(FindingCode.TRADE_CONFLICT, row.tradeId(), place(row)
                        + " has other terms than " + place(first) + "; both matches are rejected");
                badMatches.add(first.matchId());
                badMatches.add(row.matchId());
            }
        }
    }

    /** Rows of the day before, whose matches came after its cut-off, have no line of today's file (fault 27). */
    private static String place(TradeRow row) {
        return row.line() < 0 ? "the row carried over from the day before" : "trades.csv line " + row.line();
    }

    private static boolean sameTerms(TradeRow a, TradeRow b) {
        return a.matchId().equals(b.matchId()) && a.accountId().equals(b.accountId())
                && a.instrumentId().equals(b.instrumentId()) && a.quantity().compareTo(b.quantity()) == 0
                && a.price().compareTo(b.price()) == 0 && a.tradedAt().isEqual(b.tradedAt());
    }

    /** The trades of the matches that stand, in order of trade id. */
    List<CheckedInputs.Trade> accepted() {
        List<CheckedInputs.Trade> accepted = new ArrayList<>();
        matches.forEach((matchId, rows) -> {
            if (!badMatches.contains(matchId)) {
                accepted.addAll(acceptedOf(matchId, rows));
            }
        });
        accepted.sort(Comparator.comparing(CheckedInputs.Trade::tradeId));
        return accepted;
    }

    private List<CheckedInputs.Trade> acceptedOf(String matchId, List<TradeRow> rows) {
        if (rows.stream().anyMatch(row -> row.tradedAt().toInstant().isAfter(cutOff))) {
            findings.add(FindingCode.TRADE_AFTER_CUT_OFF, matchId, "traded after the cut-off of "
                    + opening.businessDate() + "; the match belongs to the next business day and is taken then");
            return List.of();
        }
        List<CheckedInputs.Trade> trades = new ArrayList<>();
        for (TradeRow row : rows) {
            Optional<CheckedInputs.Trade> trade = read(row);
            if (trade.isEmpty()) {
                findings.add(FindingCode.MATCH_REJECTED, matchId, "rejected because of trade " + row.tradeId()
                        + ", " + place(row));
                return List.of();
            }
            trades.add(trade.get());
        }
        return isFlat(matchId, rows) && noneInDefault(matchId, trades) ? trades : List.of();
    }

    private Optional<CheckedInputs.Trade> read(TradeRow row) {
        int account = book.accountIds().indexOf(row.accountId());
        if (account < 0) {
            return reject(row, "account_id", row.accountId(), row.accountId().equals(Account.LIQUIDITY)
                    ? "LIQUIDITY is the house's own and does not trade" : "no such account");
        }
        int i = book.instrumentIds().indexOf(row.instrumentId());
        if (i < 0) {
            return reject(row, "instrument_id", row.instrumentId(), "no such instrument");
        }
        Instrument instrument = book.instrument(i);
        Optional<LocalDate> expiry = instrument.contract().expiry();
        if (expiry.isPresent() && expiry.get().isBefore(opening.businessDate())) {
            return reject(row, "instrument_id", row.instrumentId(), "expired on " + expiry.get());
        }
        String fence = ringFences.get(row.accountId());
        if (fence != null && !fence.equals(instrument.contract().group())) {
            return reject(row, "instrument_id", row.instrumentId(), "the account is ring-fenced for " + fence
                    + " and may hold nothing else");
        }
        if (!instrument.prices().isOnTick(row.price())) {
            return reject(row, "price", Decimals.text(row.price()), "not a whole number of ticks of "
                    + Decimals.text(instrument.prices().tick().orElseThrow()));
        }
        boolean isWorthless = row.price().signum() == 0 && instrument.product() == Product.OPTION;
        if (row.price().signum() <= 0 && !isWorthless && instrument.prices().negativePrices() == NegativePrices.REFUSED) {
            return reject(row, "price", Decimals.text(row.price()), instrument.id()
                    + " may not trade at zero or below");
        }
        try {
            return Optional.of(new CheckedInputs.Trade(row.tradeId(), account, i, instrument.lots(row.quantity()),
                    row.price()));
        } catch (IllegalArgumentException e) {
            return reject(row, "quantity", Decimals.text(row.quantity()), e.getMessage());
        }
    }

    private Optional<CheckedInputs.Trade> reject(TradeRow row, String column, String value, String reason) {
        findings.reject(DayInputs.TRADES, row.line(), column, value, reason);
        return Optional.empty();
    }

    /** Quantities and money of the match net to zero, instrument by instrument. */
    private boolean isFlat(String matchId, List<TradeRow> rows) {
        Map<String, BigDecimal> quantities = new HashMap<>();
        Map<String, BigDecimal> money = new HashMap<>();
        for (TradeRow row : rows) {
            quantities.merge(row.instrumentId(), row.quantity(), BigDecimal::add);
            money.merge(row.instrumentId(), row.quantity().multiply(row.price()), BigDecimal::add);
        }
        boolean flat = quantities.values().stream().allMatch(q -> q.signum() == 0)
                && money.values().stream().allMatch(m -> m.signum() == 0);
        if (!flat && someRowsUnread) {
            findings.add(FindingCode.MATCH_REJECTED, matchId, "what is left of the match does not net to zero after"
                    + " rows of trades.csv were rejected");
        } else if (!flat) {
            findings.add(FindingCode.MATCH_NOT_FLAT, matchId, "its rows do not net to zero in quantity and money;"
                    + " correct trades.csv");
        }
        return flat;
    }

    private boolean noneInDefault(String matchId, List<CheckedInputs.Trade> trades) {
        for (CheckedInputs.Trade trade : trades) {
            int member = book.memberOf(trade.account());
            if (opening.members().inDefault()[member]) {
                findings.add(FindingCode.TRADE_OF_DEFAULTER, matchId, "trade " + trade.tradeId() + " is of member "
                        + book.memberIds().get(member) + ", which is in default; the match is rejected");
                return false;
            }
        }
        return true;
    }
}
