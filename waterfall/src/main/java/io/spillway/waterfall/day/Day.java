package io.spillway.waterfall.day;

import io.spillway.domain.book.BookBuilder;
import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.finding.Finding;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.ledger.LedgerAccount;
import io.spillway.domain.ledger.LedgerAccountType;
import io.spillway.domain.margin.FlatRateMargin;
import io.spillway.domain.money.Amounts;
import io.spillway.waterfall.cascade.Cascade;
import io.spillway.waterfall.cascade.CascadeEvent;
import io.spillway.waterfall.cascade.CascadeResult;
import io.spillway.waterfall.cascade.CascadeState;
import io.spillway.waterfall.cascade.OpeningState;
import io.spillway.waterfall.day.CheckedInputs.CashMovement;
import io.spillway.waterfall.day.CheckedInputs.FundMovement;
import io.spillway.waterfall.day.DayLedger.Reason;
import io.spillway.waterfall.day.DayResult.MarginCall;
import io.spillway.waterfall.day.DayResult.Margins;
import io.spillway.waterfall.day.Settlements.AuctionCloseOut;
import io.spillway.waterfall.layer.LayerName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A clearing house's day as one pure function of what it opened with, what came in and its rules: positions roll, the
 * book is marked, margin is set, calls go out, the cascade runs, everything is booked. Nothing is read from a clock, a
 * store or a random number, so that the same arguments give the same result on any machine.
 */
public final class Day {

    private static final LedgerAccount BANK = LedgerAccount.of(LedgerAccountType.SETTLEMENT_BANK);
    private static final LedgerAccount MARKET = LedgerAccount.of(LedgerAccountType.VARIATION_MARGIN_HOUSE);
    private static final LedgerAccount ROUNDING = LedgerAccount.of(LedgerAccountType.ROUNDING);

    private final DayOpening opening;
    private final DayRules rules;
    private final CheckedInputs inputs;
    private final DayLedger ledger;
    private final Valuation valuation;
    private final Means means;
    private final List<Finding> findings;
    private final String base;

    private Day(DayOpening opening, CheckedInputs inputs, DayRules rules) {
        this.opening = opening;
        this.rules = rules;
        this.inputs = inputs;
        this.ledger = new DayLedger(opening);
        this.valuation = new Valuation(opening.house(), inputs.fx());
        this.means = new Means(opening);
        this.findings = new ArrayList<>(inputs.findings());
        this.base = opening.house().baseCurrency().code();
    }

    /** Checks the inputs; a blocked day must not be computed. */
    public static CheckedInputs check(DayOpening opening, DayInputs inputs, DayRules rules) {
        return new InputCheck(opening, inputs, rules).run();
    }

    /**
     * Computes the day.
     *
     * @param settings the settings' canonical text, part of the digest
     * @throws IllegalStateException if a finding blocks the day
     * @throws io.spillway.waterfall.cascade.CascadeException if the cascade gives no result (5.15, 5.17)
     * @throws ArithmeticException if an amount passes 64 bits (1.6)
     */
    public static DayResult compute(DayOpening opening, DayInputs inputs, DayRules rules, String settings) {
        CheckedInputs checked = check(opening, inputs, rules);
        if (checked.isBlocked()) {
            throw new IllegalStateException("the day is blocked by its findings");
        }
        return new Day(opening, checked, rules).run(settings);
    }

    /** Declarations bring no loss of their own: the close-outs make it, if there is one (rule 5.11). */
    private CascadeEvent declarations() {
        Map<Integer, Long> losses = new HashMap<>();
        inputs.decisions().declared().forEach(member -> losses.put(member, 0L));
        return new CascadeEvent(Map.of(), Map.of(), losses);
    }

    private DayResult run(String settings) {
        Auction auction = new Auction(opening, inputs);
        ClearingBook book = roll(auction);
        bookOpeningFunds();
        VariationMargin variationMargin = new VariationMargin(opening, inputs);
        bookVariationMargin(variationMargin);
        List<AuctionCloseOut> auctioned = auction.book(ledger);
        FundBook funds = new FundBook(opening, means, FundBook.Postings.to(ledger, base));
        funds.apply(inputs.fundMovements());
        boolean periodRuns = DefaultPeriod.isRunning(opening, rules);
        means.beginPeriodUnless(periodRuns);
        BigDecimal[] fxToBase = fxPerInstrument(book);
        FlatRateMargin margin = new FlatRateMargin(book, inputs.prices(), fxToBase,
                opening.house().baseCurrency().scale());
        List<CashMovement> movements = moveCash(book, margin);
        Margins margins = margins(book, margin);
        List<MarginCall> calls = calls(margins);

        OpeningState cascadeOpening = cascadeOpening(fxToBase, margins, variationMargin);
        Auction.addGains(auctioned, cascadeOpening.accounts().gain());
        CascadeState state = new CascadeState(book, cascadeOpening, rules.cascade(), rules.recording());
        CascadeResult cascade = new Cascade(state, rules.cascade()).run(declarations());
        CascadeBooking booking = new CascadeBooking(ledger, valuation);
        booking.book(cascade.transfers());
        DayResult.Close close = new DayClosing(opening, ledger, valuation, booking,
                periodRuns ? opening.lastDefault() : Optional.empty()).close(state, cascadeOpening);
        Settlements settlements = settlements(auctioned, calls, funds, new Ends(cascadeOpening, state, close));

        CheckedInputs used = new CheckedInputs(inputs.published(), inputs.prices(), inputs.daysUnchanged(),
                inputs.fx(), inputs.trades(), inputs.movements(), inputs.fundMovements(),
                findings.stream().sorted(Finding.ORDER).toList(), inputs.rejects(), inputs.decisions());
        DayResult result = new DayResult(used, book, variationMargin, movements, margins, calls, cascadeOpening,
                cascade, state, close, settlements, ledger.journals(), "");
        String digest = new DayDigest(opening, settings).of(result);
        return new DayResult(used, book, variationMargin, movements, margins, calls, cascadeOpening, cascade, state,
                close, settlements, ledger.journals(), digest);
    }

    /** Opening positions plus trades and what an auction closed (rule 2.2). */
    private ClearingBook roll(Auction auction) {
        ClearingBook before = opening.book();
        if (inputs.trades().isEmpty() && auction.isEmpty()) {
            return before;
        }
        BookBuilder builder = ClearingBook.of(opening.house().instruments(),
                opening.house().members().stream().map(m -> m.id()).toList(), opening.house().accounts());
        for (int p = 0; p < before.positions(); p++) {
            builder.add(before.accountOf(p), before.instrumentOf(p), before.lotsOf(p));
        }
        for (int i = 0; i < before.instruments(); i++) {
            builder.addLiquidity(i, before.liquidityLotsOf(i));
        }
        inputs.trades().forEach(trade -> builder.add(trade.account(), trade.instrument(), trade.lots()));
        auction.roll(builder);
        return builder.build();
    }

    /** The funds a house begins with come from outside (rule 2.5). */
    private void bookOpeningFunds() {
        if (!opening.isFirstDay()) {
            return;
        }
        Reason reason = new Reason("2.5", "opening value");
        for (int m = 0; m < means.contribution.length; m++) {
            ledger.journal(BANK, ledger.ofMember(LedgerAccountType.DEFAULT_FUND, m), base, means.contribution[m],
                    reason);
        }
        means.pots.forEach((layer, amount) ->
                ledger.journal(BANK, LedgerAccount.of(LedgerAccountType.valueOf(layer.name())), base, amount, reason));
    }

    private void bookVariationMargin(VariationMargin variationMargin) {
        Reason reason = new Reason("3.1", "variation margin");
        variationMargin.accounts().forEach((currency, amounts) -> {
            long left = 0;
            for (int a = 0; a < amounts.length; a++) {
                ledger.account(a, MARKET, currency, amounts[a], reason);
                left = Math.subtractExact(left, amounts[a]);
            }
            long ofLiquidity = variationMargin.liquidity().getOrDefault(currency, 0L);
            ledger.liquidity(MARKET, currency, ofLiquidity, reason);
            ledger.journal(MARKET, ROUNDING, currency, Math.subtractExact(left, ofLiquidity),
                    new Reason("1.4", "rounding of variation margin"));
        });
    }

    /** What the cascade began with, and what the day ends with. */
    private record Ends(OpeningState begin, CascadeState end, DayResult.Close close) {
    }

    private Settlements settlements(List<AuctionCloseOut> auctioned, List<MarginCall> calls, FundBook funds,
            Ends ends) {
        List<Outstanding.LossShare> shares = funds.recoveries().sharesOf(ends.end(), ends.begin().members());
        List<Outstanding.Due> dues = funds.replenishments().close(ends.begin().members(), ends.close().members(),
                rules);
        return new Settlements(auctioned, inputs.decisions().calls(), funds.handedBack(), shares,
                funds.replenishments().clock(ends.close().members()), new Outstanding(
                        new CallBook(opening, rules).left(calls), dues, funds.recoveries().left(shares)));
    }

    /** Deposits first, then withdrawals one by one, refused where equity would fall below initial margin (4.7). */
    private List<CashMovement> moveCash(ClearingBook book, FlatRateMargin margin) {
        Reason reason = new Reason("4.7", "collateral movement");
        List<CashMovement> done = new ArrayList<>();
        for (CashMovement movement : inputs.movements()) {
            if (movement.amount() >= 0) {
                ledger.account(movement.account(), BANK, movement.currency(), movement.amount(), reason);
                done.add(movement);
            }
        }
        long[] lots = book.copyLots();
        for (CashMovement movement : inputs.movements()) {
            if (movement.amount() < 0) {
                long initial = initial(margin.requirement(movement.account(), lots));
                if (mayWithdraw(movement, initial)) {
                    ledger.account(movement.account(), BANK, movement.currency(), movement.amount(), reason);
                    done.add(movement);
                } else {
                    findings.add(new Finding(FindingCode.WITHDRAWAL_REFUSED,
                            rules.severityOf(FindingCode.WITHDRAWAL_REFUSED), movement.movementId(),
                            "would leave account " + opening.book().accountIds().get(movement.account())
                                    + " without the cash or below its initial margin of "
                                    + Amounts.text(initial, opening.house().baseCurrency().scale())));
                }
            }
        }
        return done;
    }

    private boolean mayWithdraw(CashMovement movement, long initial) {
        int account = movement.account();
        long[] balances = ledger.cash().get(movement.currency());
        if (balances[account] + movement.amount() < 0
                || opening.members().inDefault()[opening.book().memberOf(account)]) {
            return false;
        }
        balances[account] += movement.amount();
        boolean enough = valuation.equityOf(account, ledger.cash()) >= initial;
        balances[account] -= movement.amount();
        return enough;
    }

    private long initial(long maintenance) {
        return rules.cascade().initialFactor().multiply(BigDecimal.valueOf(maintenance))
                .setScale(0, RoundingMode.CEILING).longValueExact();
    }

    private Margins margins(ClearingBook book, FlatRateMargin margin) {
        int accounts = book.accounts();
        Margins margins = new Margins(new long[accounts], new long[accounts], new long[accounts], new long[accounts],
                new AccountStatus[accounts]);
        long[] lots = book.copyLots();
        for (int a = 0; a < accounts; a++) {
            margins.collateralValue()[a] = valuation.collateralBeforeHaircut(a, ledger.cash());
            margins.equity()[a] = valuation.equityOf(a, ledger.cash());
            margins.maintenance()[a] = margin.requirement(a, lots);
            margins.initial()[a] = initial(margins.maintenance()[a]);
            margins.status()[a] = status(book, a, margins);
        }
        return margins;
    }

    private AccountStatus status(ClearingBook book, int a, Margins margins) {
        long equity = margins.equity()[a];
        boolean holdsPositions = book.rowStart(a + 1) > book.rowStart(a);
        if (opening.members().inDefault()[book.memberOf(a)]) {
            return AccountStatus.IN_DEFAULT;
        }
        if (equity < 0 || holdsPositions && equity < margins.maintenance()[a]) {
            return AccountStatus.BELOW_MAINTENANCE;
        }
        return holdsPositions && equity < margins.initial()[a] ? AccountStatus.MARGIN_CALL : AccountStatus.GOOD;
    }

    private List<MarginCall> calls(Margins margins) {
        ZonedDateTime dueAt = opening.house().calendar().next(opening.businessDate()).atTime(rules.callDueTime())
                .atZone(rules.zone());
        List<MarginCall> calls = new ArrayList<>();
        for (int a = 0; a < margins.status().length; a++) {
            if (margins.status()[a] == AccountStatus.MARGIN_CALL) {
                calls.add(new MarginCall(a, Math.subtractExact(margins.initial()[a], margins.equity()[a]), dueAt));
            }
        }
        return calls;
    }

    private OpeningState cascadeOpening(BigDecimal[] fxToBase, Margins margins, VariationMargin variationMargin) {
        long[] gain = new long[margins.equity().length];
        for (int a = 0; a < gain.length; a++) {
            gain[a] = valuation.gainOf(a, variationMargin.accounts());
        }
        return new OpeningState(opening.house().baseCurrency().scale(), inputs.prices(), fxToBase,
                new OpeningState.Accounts(margins.equity(), gain), means.members(), new EnumMap<>(means.pots));
    }

    private BigDecimal[] fxPerInstrument(ClearingBook book) {
        Map<String, BigDecimal> fx = inputs.fx();
        BigDecimal[] rates = new BigDecimal[book.instruments()];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = fx.get(book.instrument(i).currency());
        }
        return rates;
    }
}
