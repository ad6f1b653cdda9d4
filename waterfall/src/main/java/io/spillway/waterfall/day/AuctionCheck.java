package io.spillway.waterfall.day;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.instrument.NegativePrices;
import io.spillway.domain.member.Account;
import io.spillway.domain.money.Decimals;
import io.spillway.waterfall.day.CheckedInputs.AuctionFill;
import io.spillway.waterfall.day.DayInputs.CloseoutRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks what an auction paid, row by row: a row is used whole or not at all (rules 5.6, 5.11; fault 32). */
final class AuctionCheck {

    private final ClearingBook book;
    private final boolean[] inDefault;
    private final Findings findings;
    private final Map<String, Account> ringFences = new HashMap<>();
    /** Lots still to be closed, by account and instrument. */
    private final Map<Long, Long> held = new HashMap<>();

    /** @param inDefault per member, those declared today among them */
    AuctionCheck(DayOpening opening, boolean[] inDefault, Findings findings) {
        this.book = opening.book();
        this.inDefault = inDefault;
        this.findings = findings;
        opening.house().accounts().stream().filter(a -> a.ringFence().isPresent())
                .forEach(a -> ringFences.put(a.id(), a));
    }

    /** The rows that stand, in the order of the file; what is held counts the day's accepted trades. */
    List<AuctionFill> accepted(List<CloseoutRow> rows, List<CheckedInputs.Trade> trades) {
        if (rows.isEmpty()) {
            return List.of();
        }
        for (int p = 0; p < book.positions(); p++) {
            held.put(key(book.accountOf(p), book.instrumentOf(p)), book.lotsOf(p));
        }
        trades.forEach(t -> held.merge(key(t.account(), t.instrument()), t.lots(), Math::addExact));
        List<AuctionFill> accepted = new ArrayList<>();
        rows.forEach(row -> accept(row).ifPresent(accepted::add));
        return accepted;
    }

    private static long key(int account, int instrument) {
        return ((long) account << Integer.SIZE) | instrument;
    }

    private Optional<AuctionFill> accept(CloseoutRow row) {
        int account = book.accountIds().indexOf(row.accountId());
        int buyer = book.accountIds().indexOf(row.buyerAccountId());
        int instrument = book.instrumentIds().indexOf(row.instrumentId());
        if (account < 0) {
            return reject(row, "account_id", row.accountId(), "no such account");
        }
        if (!inDefault[book.memberOf(account)]) {
            return reject(row, "account_id", row.accountId(), "its member "
                    + book.memberIds().get(book.memberOf(account)) + " is not in default");
        }
        if (instrument < 0) {
            return reject(row, "instrument_id", row.instrumentId(), "no such instrument");
        }
        if (buyer < 0) {
            return reject(row, "buyer_account_id", row.buyerAccountId(), "no such account");
        }
        if (inDefault[book.memberOf(buyer)]) {
            return reject(row, "buyer_account_id", row.buyerAccountId(), "its member "
                    + book.memberIds().get(book.memberOf(buyer)) + " is in default and may not buy");
        }
        if (ringFences.containsKey(row.buyerAccountId())
                && !ringFences.get(row.buyerAccountId()).mayHold(book.instrument(instrument).contract().group())) {
            return reject(row, "buyer_account_id", row.buyerAccountId(), "is ring-fenced for "
                    + ringFences.get(row.buyerAccountId()).ringFence().get() + " and may not hold "
                    + row.instrumentId());
        }
        return isPriceFine(row, book.instrument(instrument)) ? fill(row, account, instrument, buyer) : Optional.empty();
    }

    private boolean isPriceFine(CloseoutRow row, Instrument instrument) {
        if (!instrument.prices().isOnTick(row.price())) {
            reject(row, "price", Decimals.text(row.price()), "not a whole number of ticks of "
                    + Decimals.text(instrument.prices().tick().orElseThrow()));
            return false;
        }
        if (row.price().signum() <= 0 && instrument.prices().negativePrices() == NegativePrices.REFUSED) {
            reject(row, "price", Decimals.text(row.price()), instrument.id() + " may not trade at zero or below");
            return false;
        }
        return true;
    }

    private Optional<AuctionFill> fill(CloseoutRow row, int account, int instrument, int buyer) {
        long lots;
        try {
            lots = book.instrument(instrument).lots(row.quantity());
        } catch (IllegalArgumentException e) {
            return reject(row, "quantity", Decimals.text(row.quantity()), e.getMessage());
        }
        long position = held.getOrDefault(key(account, instrument), 0L);
        boolean fits = lots != 0 && Long.signum(lots) == Long.signum(position)
                && (lots > 0 ? lots <= position : lots >= position);
        if (!fits) {
            return reject(row, "quantity", Decimals.text(row.quantity()), "the account has "
                    + Decimals.text(book.instrument(instrument).quantity(position)) + " left to close; state the"
                    + " quantity as it is held, + long, - short");
        }
        held.put(key(account, instrument), Math.subtractExact(position, lots));
        return Optional.of(new AuctionFill(row.line(), account, instrument, lots, row.price(), buyer));
    }

    private Optional<AuctionFill> reject(CloseoutRow row, String column, String value, String reason) {
        findings.reject(DayInputs.CLOSEOUTS, row.line(), column, value, reason);
        findings.add(FindingCode.CLOSEOUT_REJECTED, row.accountId() + " " + row.instrumentId(), "closeouts.csv line "
                + row.line() + ": " + column + " " + value + ": " + reason + "; the position would be closed in the"
                + " market instead");
        return Optional.empty();
    }
}
