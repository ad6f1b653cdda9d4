package io.spillway.reports.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the summary page tells: a clearing house's run of business days, oldest first.
 *
 * <p>Amounts are in the base currency, zero or more unless the field says otherwise. Amounts in an edge, a payment or
 * a call say who bears them by the field, never by a sign.
 *
 * @param house the clearing house's name, as data (escaped when written)
 * @param baseCurrency code of the base currency
 * @param scale minor-unit digits of the base currency, 0 to 18; a finer amount is refused when the page is written
 * @param madeFrom one sentence: which data the page was made from
 * @param days the business days in order of date; at least one
 * @param memberNames name by member id; a member without a name is shown by its id alone
 * @param checks results of the run's checks, in the order to show
 * @param workbooks the files beside the page, in the order to show
 */
public record Story(String house, String baseCurrency, int scale, String madeFrom, List<Day> days,
        Map<String, String> memberNames, List<Check> checks, List<Workbook> workbooks) {

    /** Checks that nothing is missing and that the days are in order. */
    public Story {
        Objects.requireNonNull(house, "house");
        Objects.requireNonNull(baseCurrency, "baseCurrency");
        Objects.requireNonNull(madeFrom, "madeFrom");
        if (scale < 0 || scale > 18) {
            throw new IllegalArgumentException("scale " + scale + " of " + baseCurrency + " is not within 0 to 18");
        }
        days = List.copyOf(days);
        memberNames = Map.copyOf(memberNames);
        checks = List.copyOf(checks);
        workbooks = List.copyOf(workbooks);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("A story needs at least one business day; this one has none");
        }
        for (int i = 1; i < days.size(); i++) {
            if (!days.get(i).date().isAfter(days.get(i - 1).date())) {
                throw new IllegalArgumentException("Business day " + days.get(i).date() + " comes after "
                        + days.get(i - 1).date() + " in the list; give each date once, oldest first");
            }
        }
    }

    /**
     * One business day, by its official cycle.
     *
     * @param cycle number of the cycle within the date, from 1
     * @param status status the cycle closed with, FUNDED or UNFUNDED for instance
     * @param digest the cycle's digest as hexadecimal text (rule 6.3)
     * @param fundsLeft what is left in each resource at the close, in the order to show
     * @param cascade the day's cascade (rules section 5); empty where no account was below maintenance
     */
    public record Day(LocalDate date, int cycle, String status, String digest, Figures figures,
            List<Fund> fundsLeft, Optional<Cascade> cascade) {
        /** Checks that nothing is missing. */
        public Day {
            Objects.requireNonNull(date, "date");
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(digest, "digest");
            Objects.requireNonNull(figures, "figures");
            Objects.requireNonNull(cascade, "cascade");
            fundsLeft = List.copyOf(fundsLeft);
        }
    }

    /**
     * A day in numbers.
     *
     * @param variationMargin turnover of variation margin: the sum of all amounts paid, each counted once
     * @param calls number of margin calls
     * @param callAmount sum of the margin calls
     * @param accountsLiquidated accounts closed out in the day's cascade
     * @param membersInDefault members declared in default on this day
     * @param rounds contagion rounds of the day's cascade
     * @param loss what the waterfall had to cover, the unfunded part included
     */
    public record Figures(long accountsMarked, BigDecimal variationMargin, long calls, BigDecimal callAmount,
            long accountsLiquidated, long membersInDefault, long rounds, BigDecimal loss) {
        /** Refuses negative counts and amounts. */
        public Figures {
            count("accountsMarked", accountsMarked);
            amount("variationMargin", variationMargin);
            count("calls", calls);
            amount("callAmount", callAmount);
            count("accountsLiquidated", accountsLiquidated);
            count("membersInDefault", membersInDefault);
            count("rounds", rounds);
            amount("loss", loss);
        }
    }

    /** What is left in one resource (a layer's name, or the sum of the members' contributions). */
    public record Fund(String resource, BigDecimal left) {
        /** Refuses a negative amount. */
        public Fund {
            Objects.requireNonNull(resource, "resource");
            amount("left in " + resource, left);
        }
    }

    /**
     * A day's cascade (rules section 5).
     *
     * @param marketMoves the day's own price moves before round 1 (last closing mark to settlement price); may be empty
     * @param rounds the contagion rounds, from 1
     * @param waterfall totals per layer over all rounds, in the order used, without UNFUNDED
     * @param edges the contagion map (rule 5.16); edges alike in all but their round are summed on the page
     * @param defaulters members declared in default; kept in the order of round and id
     * @param marginCalls accounts called before round 1 (rule 4.6) or left with a call at the close
     * @param balances what is left over: unfunded, rounding, OUTSIDE
     */
    public record Cascade(List<PriceMove> marketMoves, List<Round> rounds, List<LayerUse> waterfall, List<Edge> edges,
            List<Defaulter> defaulters, List<MarginCall> marginCalls, Balances balances) {
        /** Checks that nothing is missing. */
        public Cascade {
            marketMoves = List.copyOf(marketMoves);
            rounds = List.copyOf(rounds);
            waterfall = List.copyOf(waterfall);
            edges = List.copyOf(edges);
            defaulters = defaulters.stream()
                    .sorted(Comparator.comparingLong(Defaulter::round).thenComparing(Defaulter::member)).toList();
            marginCalls = List.copyOf(marginCalls);
            Objects.requireNonNull(balances, "balances");
            for (LayerUse use : waterfall) {
                if (use.layer().equals(Layers.UNFUNDED)) {
                    throw new IllegalArgumentException("UNFUNDED stands in the waterfall's layers; give it as balances.unfunded");
                }
            }
        }
    }

    /**
     * What is left over after a cascade.
     *
     * @param unfunded loss that nobody pays, zero or more
     * @param rounding what the ledger account ROUNDING gained (+) or lost (-)
     * @param outside what the buyers outside the book, LIQUIDITY, gained (+) or lost (-), moved to OUTSIDE (rule 2.7)
     */
    public record Balances(BigDecimal unfunded, BigDecimal rounding, BigDecimal outside) {
        /** Refuses a negative unfunded loss. */
        public Balances {
            amount("unfunded", unfunded);
            Objects.requireNonNull(rounding, "rounding");
            Objects.requireNonNull(outside, "outside");
        }
    }

    /**
     * One contagion round.
     *
     * @param number from 1
     * @param priceMoves instruments whose price moved
     * @param accountsClosed accounts that closed their last position
     * @param accountsHalted accounts whose close-out was cut short by a price limit (rule 5.4)
     * @param membersDefaulted members declared in default in this round
     * @param accountsPorted client accounts moved to their backup member
     * @param loss loss that came up in this round
     * @param layers what the waterfall paid in this round, in its order; may be empty and may hold UNFUNDED
     */
    public record Round(int number, List<PriceMove> priceMoves, long accountsClosed, long accountsHalted,
            List<String> membersDefaulted, long accountsPorted, BigDecimal loss, List<LayerPayment> layers) {
        /** Refuses negative counts and amounts. */
        public Round {
            priceMoves = List.copyOf(priceMoves);
            count("accountsClosed", accountsClosed);
            count("accountsHalted", accountsHalted);
            membersDefaulted = List.copyOf(membersDefaulted);
            count("accountsPorted", accountsPorted);
            amount("loss", loss);
            layers = List.copyOf(layers);
        }
    }

    /** An instrument's price from opening to closing; prices are in the instrument's own currency and may be negative. */
    public record PriceMove(String instrument, BigDecimal opening, BigDecimal closing) {
        /** Checks that nothing is missing. */
        public PriceMove {
            Objects.requireNonNull(instrument, "instrument");
            Objects.requireNonNull(opening, "opening");
            Objects.requireNonNull(closing, "closing");
        }

        /** The change as a fraction of the opening price's size, below zero for a fall; empty where it opened at zero. */
        public Optional<BigDecimal> change() {
            return opening.signum() == 0 ? Optional.empty()
                    : Optional.of(closing.subtract(opening).divide(opening.abs(), MathContext.DECIMAL64));
        }
    }

    /** What a layer paid in one round, by how many payers, and what was called but not paid (ASSESSMENTS only). */
    public record LayerPayment(String layer, BigDecimal paid, long payers, BigDecimal unpaid) {
        /** Refuses negative counts and amounts. */
        public LayerPayment {
            Objects.requireNonNull(layer, "layer");
            amount("paid by " + layer, paid);
            count("payers of " + layer, payers);
            amount("unpaid of " + layer, unpaid);
        }
    }

    /** A layer over the whole cascade: what it held when first asked, what it paid, what is left. */
    public record LayerUse(String layer, BigDecimal available, BigDecimal paid, BigDecimal left) {
        /** Refuses negative amounts. */
        public LayerUse {
            Objects.requireNonNull(layer, "layer");
            amount("available in " + layer, available);
            amount("paid by " + layer, paid);
            amount("left in " + layer, left);
        }
    }

    /** A unit of contagion: {@code from} caused what {@code to}, a member or a shared layer's name, bore (rule 5.16). */
    public record Edge(String from, String to, String channel, BigDecimal amount) {
        /** Refuses a negative amount. */
        public Edge {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(channel, "channel");
            Story.amount("edge from " + from + " to " + to, amount);
        }
    }

    /**
     * A member in default.
     *
     * @param round round it was declared in; 0 where declared before round 1
     * @param cause why, in words
     * @param loss loss that the waterfall had to cover for it
     * @param paidBy who covered it, in the waterfall's order; UNFUNDED where nobody did
     */
    public record Defaulter(String member, int round, String cause, BigDecimal loss, List<Payment> paidBy) {
        /** Refuses a negative loss or round. */
        public Defaulter {
            Objects.requireNonNull(member, "member");
            count("round of " + member, round);
            Objects.requireNonNull(cause, "cause");
            amount("loss of " + member, loss);
            paidBy = List.copyOf(paidBy);
        }
    }

    /** A layer's part in covering one defaulter's loss. */
    public record Payment(String layer, BigDecimal amount) {
        /** Refuses a negative amount. */
        public Payment {
            Objects.requireNonNull(layer, "layer");
            Story.amount("paid by " + layer, amount);
        }
    }

    /** A margin call on an account, and what became of it (DUE, MET or UNMET for instance). */
    public record MarginCall(String account, String member, BigDecimal amount, String state) {
        /** Refuses a negative amount. */
        public MarginCall {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(member, "member");
            Story.amount("call on " + account, amount);
            Objects.requireNonNull(state, "state");
        }
    }

    /** Whether a check held. */
    public enum Verdict { PASS, FAIL }

    /** A check of the run: what was compared, whether it held, and the figures. */
    public record Check(String name, Verdict verdict, String detail) {
        /** Checks that nothing is missing. */
        public Check {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(verdict, "verdict");
            Objects.requireNonNull(detail, "detail");
        }
    }

    /** A file beside the page: its path relative to the page, with forward slashes, and what it holds. */
    public record Workbook(String path, String holds) {
        /** Refuses a path that leaves the page's folder (fault 56). */
        public Workbook {
            Objects.requireNonNull(holds, "holds");
            Links.requireRelative(path);
        }
    }

    private static void count(String field, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(field + " is " + value + "; a count is zero or more");
        }
    }

    private static void amount(String field, BigDecimal value) {
        Objects.requireNonNull(value, field);
        if (value.signum() < 0) {
            throw new IllegalArgumentException(field + " is " + value.toPlainString() + "; this amount is zero or more");
        }
    }
}
