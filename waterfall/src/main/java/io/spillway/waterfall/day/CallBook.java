package io.spillway.waterfall.day;

import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.member.Asset;
import io.spillway.domain.money.Amounts;
import io.spillway.waterfall.day.CheckedInputs.CashMovement;
import io.spillway.waterfall.day.DayInputs.CollateralRow;
import io.spillway.waterfall.day.Outstanding.OpenCall;
import io.spillway.waterfall.day.Settlements.CallOutcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The margin calls of earlier days: each is judged on the day it is due (rule 4.7). */
final class CallBook {

    private final DayOpening opening;
    private final DayRules rules;
    private final LocalDate today;

    /**
     * What came in today, accepted. What has no rate or price counts nothing; the day is blocked then.
     *
     * @param products securities and their prices
     */
    record Arrived(List<CashMovement> cash, ProductInputs products, Map<String, BigDecimal> fx) {
    }

    CallBook(DayOpening opening, DayRules rules) {
        this.opening = opening;
        this.rules = rules;
        this.today = opening.businessDate();
    }

    /**
     * Judges the calls that are due: met where what came up to the due time is worth the call, at the day's rates and
     * prices after haircut. A movement without a time came in time. A withdrawal does not lessen what came: it is judged
     * by itself.
     */
    List<CallOutcome> judge(Arrived arrived, DayInputs inputs) {
        List<OpenCall> due = opening.outstanding().calls().stream().filter(this::isDue).toList();
        if (due.isEmpty()) {
            return List.of();
        }
        Map<String, OffsetDateTime> movedAt = new HashMap<>();
        for (CollateralRow row : inputs.collateral()) {
            row.movedAt().ifPresent(time -> movedAt.putIfAbsent(row.movementId(), time));
        }
        List<CallOutcome> outcomes = new ArrayList<>();
        for (OpenCall call : due) {
            int account = opening.book().accountIds().indexOf(call.account());
            Predicate<String> inTime = movement -> !movedAt.containsKey(movement)
                    || !movedAt.get(movement).isAfter(call.dueAt());
            long covered = valueOf(arrived, account, inTime).setScale(0, RoundingMode.FLOOR).longValueExact();
            outcomes.add(new CallOutcome(account, call.amount(), covered, call.dueAt(),
                    status(account, covered >= call.amount(), inputs.confirmedCalls())));
        }
        return outcomes;
    }

    /** Exact base minor units after haircut of what came into an account. */
    private BigDecimal valueOf(Arrived arrived, int account, Predicate<String> inTime) {
        Valuation valuation = Valuation.ofCash(opening.house(), arrived.fx());
        BigDecimal value = BigDecimal.ZERO;
        for (CashMovement cash : arrived.cash()) {
            if (cash.account() == account && cash.amount() > 0 && inTime.test(cash.movementId())) {
                if (cash.currency().equals(valuation.base())) {
                    value = value.add(BigDecimal.valueOf(cash.amount()));
                } else if (arrived.fx().containsKey(cash.currency())) {
                    value = value.add(valuation.valueOf(cash.currency(), cash.amount()));
                }
            }
        }
        for (SecurityMovement security : arrived.products().movements()) {
            if (security.account() == account && security.quantity().signum() > 0
                    && inTime.test(security.movementId())) {
                value = value.add(valueOf(security, arrived));
            }
        }
        return value;
    }

    /** At price x FX x (1 - haircut), its concentration limit left to the margin step. */
    private BigDecimal valueOf(SecurityMovement security, Arrived arrived) {
        Asset asset = opening.house().assets().stream().filter(a -> a.id().equals(security.assetId())).findFirst()
                .orElseThrow();
        BigDecimal price = arrived.products().assetPrices().get(asset.id());
        BigDecimal rate = arrived.fx().get(asset.currency());
        return price == null || rate == null ? BigDecimal.ZERO : security.quantity().multiply(price).multiply(rate)
                .multiply(BigDecimal.ONE.subtract(asset.haircut()))
                .movePointRight(opening.house().baseCurrency().scale());
    }

    private CallStatus status(int account, boolean isCovered, List<String> confirmed) {
        if (opening.members().inDefault()[opening.book().memberOf(account)]) {
            return CallStatus.LAPSED;
        }
        if (isCovered) {
            return CallStatus.MET;
        }
        return confirmed.contains(opening.book().accountIds().get(account)) ? CallStatus.CONFIRMED : CallStatus.UNMET;
    }

    private boolean isDue(OpenCall call) {
        return !call.dueAt().atZoneSameInstant(rules.zone()).toLocalDate().isAfter(today);
    }

    /** Reports the calls that are unmet. */
    void report(List<CallOutcome> outcomes, Findings findings) {
        int scale = opening.house().baseCurrency().scale();
        for (CallOutcome outcome : outcomes) {
            if (outcome.status() == CallStatus.UNMET) {
                findings.add(FindingCode.UNMET_CALL, opening.book().accountIds().get(outcome.account()),
                        "the call of " + Amounts.text(outcome.amount(), scale) + " "
                        + opening.house().baseCurrency().code() + " was due at " + outcome.dueAt() + "; "
                        + Amounts.text(outcome.covered(), scale) + " came in time. Confirm the payment (confirm-call)"
                        + " or declare the member in default (declare-default)");
            }
        }
    }

    /** Members that an unmet call declares in default, where the house says so. */
    Set<Integer> declared(List<CallOutcome> outcomes) {
        Set<Integer> members = new TreeSet<>();
        if (rules.obligations().unmetCall() == UnmetCall.DECLARE_DEFAULT) {
            outcomes.stream().filter(outcome -> outcome.status() == CallStatus.UNMET)
                    .forEach(outcome -> members.add(opening.book().memberOf(outcome.account())));
        }
        return members;
    }

    /** Calls that the next day opens with: those not due yet, and the day's own. */
    List<OpenCall> left(List<DayResult.MarginCall> made) {
        List<OpenCall> left = new ArrayList<>(opening.outstanding().calls().stream()
                .filter(call -> !isDue(call)).toList());
        made.forEach(call -> left.add(new OpenCall(opening.book().accountIds().get(call.account()), call.amount(),
                call.dueAt().toOffsetDateTime())));
        return left;
    }
}
