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
    private final Custody custody;
    private final Means means;
    private final List<Finding> findings;
    private final String base;

    private Day(DayOpening opening, CheckedInputs inputs, DayRules rules) {
        this.opening = opening;
        this.rules = rules;
        this.inputs = inputs;
        this.ledger = new DayLedger(opening);
        this.custody = new Custody(opening, inputs);
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
        ClearingBook traded = roll(auction);
        bookOpeningFunds();
        VariationMargin variationMargin = new VariationMargin(opening, inputs);
        bookPostings(variationMargin.postings(), new Reason("3.1", "variation margin"));
        ProductPayments payments = new ProductPayments(opening, inputs, traded);
        for (ProductPayments.Kind kind : ProductPayments.Kind.values()) {
            bookPostings(payments.of(kind), kind.reason());
        }
        List<ExpiredPosition> expired = new ArrayList<>();
        ClearingBook book = new Expiry(opening).without(traded, expired);
        List<AuctionCloseOut> auctioned = auction.book(ledger);
        FundBook funds = new FundBook(opening, means, FundBook.Entries.to(ledger, base));
        funds.apply(inputs.fundMovements());
        boolean periodRuns = DefaultPeriod.isRunning(opening, rules);
        means.beginPeriodUnless(periodRuns);

        OptionValue optionsBefore = new OptionValue(opening.house(), book, inputs.fx(), new OptionValue.At(
                i -> inputs.prices()[i], book::lotsOf, book::liquidityLotsOf));
        Valuation valuation = new Valuation(opening.house(), inputs.fx(), custody, optionsBefore.ofAccounts().clone());
        BigDecimal[] fxToBase = fxPerInstrument(book);
        FlatRateMargin margin = new FlatRateMargin(book, inputs.prices(), fxToBase,
                opening.house().baseCurrency().scale());
        CollateralMovements collateral = new CollateralMovements(opening, rules, ledger, valuation, custody);
        List<CashMovement> movements = collateral.move(inputs, book, margin);
        findings.addAll(collateral.refusals());
        valuation.fixConcentrationLimits(ledger.cash());
        Margins margins = margins(book, margin, valuation);
        long[][] parts = collateralParts(valuation);
        List<MarginCall> calls = calls(margins);

        OpeningState cascadeOpening = cascadeOpening(fxToBase, margins, gains(valuation, variationMargin, payments));
        Auction.addGains(auctioned, cascadeOpening.accounts().gain());
        CascadeState state = new CascadeState(book, cascadeOpening, rules.cascade(), rules.recording());
        CascadeResult cascade = new Cascade(state, rules.cascade()).run(declarations());
        CascadeBooking booking = new CascadeBooking(ledger, valuation, custody);
        booking.book(cascade.transfers(), optionsBefore, new OptionValue(opening.house(), book, inputs.fx(),
                new OptionValue.At(state::priceOf, state::lotsOf, state::liquidityLotsOf)));
        DayResult.Close close = new DayClosing(opening, ledger, booking, new DayClosing.Worth(valuation, custody),
                periodRuns ? opening.lastDefault() : Optional.empty()).close(state, cascadeOpening);
        Settlements settlements = settlements(auctioned, calls, funds, new Ends(cascadeOpening, state, close));

        ProductResult products = new ProductResult(payments, expired, parts[0], parts[1], custody.movements(),
                new Securities(custody.holdings(), inputs.products().assetPrices()));
        DayResult result = new DayResult(inputs.with(findings.stream().sorted(Finding.ORDER).toList()), book,
                variationMargin, movements, margins, calls, cascadeOpening, cascade, state, close,
                ledger.journals(), products, settlements, "");
        return result.withDigest(new DayDigest(opening, settings).of(result));
    }

    /** Net option value and securities per account, as equity counts them. */
    private long[][] collateralParts(Valuation valuation) {
        long[][] parts = new long[2][opening.book().accounts()];
        for (int a = 0; a < parts[0].length; a++) {
            parts[0][a] = valuation.optionValueOf(a).setScale(0, RoundingMode.FLOOR).longValueExact();
            parts[1][a] = valuation.securitiesOf(a, ledger.cash()).setScale(0, RoundingMode.FLOOR).longValueExact();
        }
        return parts;
    }

    /** What socialised losses may take from: variation margin, and funding, which is posted like it (3.1, 3.5). */
    private long[] gains(Valuation valuation, VariationMargin variationMargin, ProductPayments payments) {
        long[] gains = new long[opening.book().accounts()];
        for (int a = 0; a < gains.length; a++) {
            gains[a] = Math.addExact(valuation.gainOf(a, variationMargin.accounts()),
                    valuation.gainOf(a, payments.of(ProductPayments.Kind.FUNDING).accounts()));
        }
        return gains;
    }

    /** Opening positions plus trades and what an auction closed (rule 2.2). */
    private ClearingBook roll(Auction auction) {
        ClearingBook before = opening.book();
        if (inputs.trades().isEmpty() && auction.isEmpty()) {
            return before;
        }
        BookBuilder builder = before.withoutPositions();
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

    private void bookPostings(Postings postings, Reason reason) {
        postings.accounts().forEach((currency, amounts) -> {
            long left = 0;
            for (int a = 0; a < amounts.length; a++) {
                ledger.account(a, MARKET, currency, amounts[a], reason);
                left = Math.subtractExact(left, amounts[a]);
            }
            long ofLiquidity = postings.liquidity().getOrDefault(currency, 0L);
            ledger.liquidity(MARKET, currency, ofLiquidity, reason);
            ledger.journal(MARKET, ROUNDING, currency, Math.subtractExact(left, ofLiquidity),
                    new Reason("1.4", "rounding of " + reason.cause()));
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

    private Margins margins(ClearingBook book, FlatRateMargin margin, Valuation valuation) {
        int accounts = book.accounts();
        Margins margins = new Margins(new long[accounts], new long[accounts], new long[accounts], new long[accounts],
                new AccountStatus[accounts]);
        long[] lots = book.copyLots();
        for (int a = 0; a < accounts; a++) {
            margins.collateralValue()[a] = valuation.collateralBeforeHaircut(a, ledger.cash());
            margins.equity()[a] = valuation.equityOf(a, ledger.cash());
            margins.maintenance()[a] = margin.requirement(a, lots);
            margins.initial()[a] = rules.initialMargin(margins.maintenance()[a]);
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

    private OpeningState cascadeOpening(BigDecimal[] fxToBase, Margins margins, long[] gain) {
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
