package io.spillway.waterfall.day;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.money.Decimals;
import io.spillway.waterfall.day.DayInputs.PositionStatement;
import io.spillway.waterfall.day.Settlements.CallOutcome;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks a day's inputs before anything is marked (rules 2.1, 2.6, 3.4). */
final class InputCheck {

    private final DayOpening opening;
    private final DayInputs inputs;
    private final DayRules rules;
    private final ClearingBook book;
    private final Findings findings;

    InputCheck(DayOpening opening, DayInputs inputs, DayRules rules) {
        this.opening = opening;
        this.inputs = inputs;
        this.rules = rules;
        this.book = opening.book();
        this.findings = new Findings(rules);
    }

    CheckedInputs run() {
        for (Reject reject : inputs.rejects()) {
            findings.reject(reject);
        }
        checkFlat();
        inputs.statement().ifPresent(this::reconcile);
        List<CheckedInputs.Trade> trades = new TradeCheck(opening, inputs, rules, findings).accepted();
        MovementCheck movements = new MovementCheck(opening, findings);
        List<CheckedInputs.CashMovement> cash = movements.cash(inputs.collateral());
        List<CheckedInputs.FundMovement> funds = movements.funds(inputs.fundMovements());

        boolean[] isHeld = held(trades);
        ProductCheck products = new ProductCheck(opening, findings);
        products.checkExpiries(isHeld);
        products.checkRingFences();
        products.takePrices(inputs.prices(), isHeld);
        PriceCheck prices = new PriceCheck(opening, rules, findings);
        prices.takePrices(inputs.prices());
        BigDecimal[] marks = prices.marks(isHeld, products::settlesAtIntrinsicValue);
        products.settleExpiringOptions(marks, prices.published(), isHeld);
        Map<String, BigDecimal> assetPrices = products.takeAssetPrices(inputs.assetPrices(),
                heldSecurities(movements.securities()));
        Map<String, BigDecimal> fx = prices.takeRates(inputs.fx(), currenciesInUse(isHeld, cash,
                movements.securities()));
        ProductInputs productInputs = new ProductInputs(products.fundingRates(), products.underlyings(), assetPrices,
                movements.securities());
        CheckedInputs.Decisions decisions = decide(trades, new CallBook.Arrived(cash, productInputs, fx), funds);
        List<Reject> rejects = findings.rejects();
        if (!rejects.isEmpty()) {
            Map<String, Integer> perFile = new HashMap<>();
            rejects.forEach(r -> perFile.merge(r.file(), 1, Integer::sum));
            perFile.forEach(this::reportRejects);
        }
        return new CheckedInputs(prices.published(), marks, prices.daysUnchanged(), fx, trades, cash, funds,
                findings.findings(), rejects, productInputs, decisions);
    }

    /** What is decided before anything is marked: calls, declarations, then the auction of who is in default. */
    private CheckedInputs.Decisions decide(List<CheckedInputs.Trade> trades, CallBook.Arrived arrived,
            List<CheckedInputs.FundMovement> funds) {
        CallBook callBook = new CallBook(opening, rules);
        List<CallOutcome> calls = callBook.judge(arrived, inputs);
        callBook.report(calls, findings);
        FundBook fundBook = new FundBook(opening, new Means(opening), FundBook.Entries.NONE);
        fundBook.apply(funds);
        fundBook.replenishments().report(findings);
        Set<Integer> declared = new TreeSet<>(callBook.declared(calls));
        boolean[] inDefault = opening.members().inDefault().clone();
        for (String member : inputs.declarations()) {
            int index = book.memberIds().indexOf(member);
            if (index < 0) {
                throw new IllegalArgumentException("member " + member + " is declared in default on "
                        + opening.businessDate() + ", and the house has no such member");
            }
            declared.add(index);
        }
        declared.forEach(member -> inDefault[member] = true);
        return new CheckedInputs.Decisions(calls, List.copyOf(declared),
                new AuctionCheck(opening, inDefault, findings).accepted(inputs.closeouts(), trades));
    }

    /** Opening values are read once, so that a house must not begin without one that was meant (rule 2.5, fault 42). */
    private void reportRejects(String file, int count) {
        if (opening.isFirstDay() && DayInputs.OPENING_VALUES.contains(file)) {
            findings.addBlocking(FindingCode.ROW_REJECTED, file, count + " rows were rejected, and a house begins with"
                    + " what this file says; see the rejects for line, column and reason, and correct the file");
        } else {
            findings.add(FindingCode.ROW_REJECTED, file, count
                    + " rows were rejected; see the rejects for line, column and reason");
        }
    }

    private void checkFlat() {
        for (int i = 0; i < book.instruments(); i++) {
            long net = book.netLotsOf(i);
            if (net != 0) {
                findings.add(FindingCode.BOOK_NOT_FLAT, book.instrument(i).id(), "positions sum to "
                        + Decimals.text(book.instrument(i).quantity(net)) + ", not to zero; correct positions.csv");
            }
        }
    }

    /** Stated against own positions; what the house itself closed is explained (rule 2.6). */
    private void reconcile(PositionStatement statement) {
        Map<Long, Long> differences = new HashMap<>();
        for (int row = 0; row < statement.lots().length; row++) {
            differences.merge(key(statement.accounts()[row], statement.instruments()[row]), statement.lots()[row],
                    Math::addExact);
        }
        for (int p = 0; p < book.positions(); p++) {
            differences.merge(key(book.accountOf(p), book.instrumentOf(p)), -book.lotsOf(p), Math::addExact);
        }
        for (int i = 0; i < book.instruments(); i++) {
            differences.remove(key(-1, i)); // LIQUIDITY is the house's own; nobody states it
        }
        Map<Long, Long> own = new HashMap<>();
        opening.ownCloseOuts().forEach(c -> own.merge(key(c.account(), c.instrument()), c.lots(), Math::addExact));
        differences.forEach((position, lots) -> {
            if (lots != 0) {
                report(position, lots, own.getOrDefault(position, 0L));
            }
        });
    }

    private void report(long position, long difference, long closedByHouse) {
        int instrument = (int) position;
        String account = book.accountIds().get((int) (position >> Integer.SIZE));
        String item = account + " " + book.instrument(instrument).id();
        String stated = Decimals.text(book.instrument(instrument).quantity(difference));
        if (difference == closedByHouse) {
            findings.add(FindingCode.POSITION_EXPLAINED, item, "stated " + stated
                    + " more than the book: the house's own close-out or auction of the day before");
        } else {
            findings.add(FindingCode.POSITION_BREAK, item, "positions.csv states " + stated
                    + " more than the book holds (own close-outs explain "
                    + Decimals.text(book.instrument(instrument).quantity(closedByHouse)) + ")");
        }
    }

    private static long key(int account, int instrument) {
        return ((long) account << Integer.SIZE) | instrument;
    }

    private boolean[] held(List<CheckedInputs.Trade> trades) {
        boolean[] isHeld = new boolean[book.instruments()];
        for (int i = 0; i < isHeld.length; i++) {
            isHeld[i] = book.liquidityLotsOf(i) != 0 || book.columnStart(i + 1) > book.columnStart(i);
        }
        trades.forEach(trade -> isHeld[trade.instrument()] = true);
        return isHeld;
    }

    private Set<String> heldSecurities(List<SecurityMovement> movements) {
        Set<String> held = new TreeSet<>();
        opening.securities().holdings().forEach((asset, quantities) -> {
            for (BigDecimal quantity : quantities) {
                if (quantity != null && quantity.signum() != 0) {
                    held.add(asset);
                    break;
                }
            }
        });
        movements.forEach(movement -> held.add(movement.assetId()));
        return held;
    }

    private Set<String> currenciesInUse(boolean[] isHeld, List<CheckedInputs.CashMovement> movements,
                                        List<SecurityMovement> securities) {
        Set<String> inUse = new TreeSet<>();
        Set<String> held = heldSecurities(securities);
        opening.house().assets().stream().filter(asset -> held.contains(asset.id()))
                .forEach(asset -> inUse.add(asset.currency()));
        for (int i = 0; i < isHeld.length; i++) {
            if (isHeld[i]) {
                inUse.add(book.instrument(i).currency());
            }
        }
        movements.forEach(movement -> inUse.add(movement.currency()));
        opening.cash().forEach((currency, balances) -> {
            for (long balance : balances) {
                if (balance != 0) {
                    inUse.add(currency);
                    break;
                }
            }
        });
        return inUse;
    }
}
