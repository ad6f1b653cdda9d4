package io.spillway.waterfall.day;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.member.Asset;
import io.spillway.domain.member.AssetType;
import io.spillway.domain.member.Member;
import io.spillway.domain.money.Amounts;
import io.spillway.domain.money.Decimals;
import io.spillway.waterfall.day.CheckedInputs.CashMovement;
import io.spillway.waterfall.day.CheckedInputs.FundMovement;
import io.spillway.waterfall.day.DayInputs.CollateralRow;
import io.spillway.waterfall.day.DayInputs.FundMovementKind;
import io.spillway.waterfall.day.DayInputs.FundMovementRow;
import io.spillway.waterfall.layer.LayerName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks movements of collateral and of the funds against the house (rules 2.5, 4.7; fault 24). */
final class MovementCheck {

    private static final String TWICE = "listed twice with different terms; none is booked";

    private final DayOpening opening;
    private final ClearingBook book;
    private final Findings findings;
    private final List<SecurityMovement> securities = new ArrayList<>();

    MovementCheck(DayOpening opening, Findings findings) {
        this.opening = opening;
        this.book = opening.book();
        this.findings = findings;
    }

    List<CashMovement> cash(List<CollateralRow> rows) {
        Map<String, Asset> assets = opening.house().assets().stream()
                .collect(Collectors.toMap(Asset::id, Function.identity()));
        Set<String> conflicting = conflicts(rows, CollateralRow::movementId, row -> List.of(row.accountId(),
                row.assetId(), Decimals.normal(row.quantity())), DayInputs.COLLATERAL);
        Set<String> seen = new HashSet<>();
        List<CashMovement> accepted = new ArrayList<>();
        for (CollateralRow row : rows) {
            int account = book.accountIds().indexOf(row.accountId());
            Asset asset = assets.get(row.assetId());
            if (conflicting.contains(row.movementId())) {
                reject(row, "movement_id", row.movementId(), TWICE);
            } else if (!seen.add(row.movementId())) {
                reject(row, "movement_id", row.movementId(), "listed before; one is used");
            } else if (account < 0) {
                reject(row, "account_id", row.accountId(), "no such account");
                findings.add(FindingCode.ACCOUNT_UNKNOWN, row.accountId(), "collateral.csv line " + row.line()
                        + " names an account that the house does not know; list it in accounts.csv or correct it");
            } else if (asset == null) {
                reject(row, "asset_id", row.assetId(), "no such asset");
            } else if (asset.type() == AssetType.SECURITY) {
                acceptSecurity(row, account, asset);
            } else {
                accept(row, account, asset, accepted);
            }
        }
        securities.sort(Comparator.comparing(SecurityMovement::movementId));
        accepted.sort(Comparator.comparing(CashMovement::movementId));
        return accepted;
    }

    /** Ids that stand for different movements: nobody can tell which of them is meant (fault 26). */
    private <T> Set<String> conflicts(List<T> rows, Function<T, String> id, Function<T, List<Object>> terms,
            String file) {
        Map<String, List<Object>> first = new HashMap<>();
        Set<String> conflicting = new TreeSet<>();
        for (T row : rows) {
            List<Object> before = first.putIfAbsent(id.apply(row), terms.apply(row));
            if (before != null && !before.equals(terms.apply(row))) {
                conflicting.add(id.apply(row));
            }
        }
        conflicting.forEach(movement -> findings.add(FindingCode.MOVEMENT_CONFLICT, movement, file
                + " lists the movement twice with different terms; none is booked, correct the file"));
        return conflicting;
    }

    private void accept(CollateralRow row, int account, Asset asset, List<CashMovement> accepted) {
        try {
            int scale = opening.house().currencies().get(asset.currency()).scale();
            accepted.add(new CashMovement(row.movementId(), account, asset.currency(),
                    Amounts.exact(row.quantity(), scale)));
        } catch (IllegalArgumentException e) {
            reject(row, "quantity", Decimals.text(row.quantity()), e.getMessage());
        }
    }

    /** Movements of securities that {@link #cash} came across, in order of movement id. */
    List<SecurityMovement> securities() {
        return securities;
    }

    /** A member's own paper, or its group's, is worth nothing when it is needed: never accepted. */
    private void acceptSecurity(CollateralRow row, int account, Asset asset) {
        String memberId = book.memberIds().get(book.memberOf(account));
        if (row.quantity().signum() > 0 && asset.issuerMemberId().filter(i -> isSameGroup(i, memberId)).isPresent()) {
            reject(row, "asset_id", row.assetId(), "issued by " + asset.issuerMemberId().get() + ", which is " + memberId
                    + " or of its group; bring other collateral");
            findings.add(FindingCode.OWN_SECURITY_REFUSED, row.movementId(), "collateral.csv line " + row.line()
                    + " brings " + row.assetId() + ", issued by " + asset.issuerMemberId().get()
                    + ", for account " + row.accountId() + " of " + memberId + "; refused, bring other collateral");
        } else if (row.quantity().signum() != 0) {
            securities.add(new SecurityMovement(row.movementId(), account, asset.id(), row.quantity(),
                    SecurityMovement.Kind.MOVED));
        }
    }

    private boolean isSameGroup(String issuer, String memberId) {
        Map<String, String> groups = opening.house().members().stream()
                .collect(Collectors.toMap(Member::id, Member::groupId));
        String group = groups.getOrDefault(issuer, "");
        return issuer.equals(memberId) || !group.isEmpty() && group.equals(groups.get(memberId));
    }

    private void reject(CollateralRow row, String column, String value, String reason) {
        findings.reject(DayInputs.COLLATERAL, row.line(), column, value, reason);
    }

    List<FundMovement> funds(List<FundMovementRow> rows) {
        Set<String> conflicting = conflicts(rows, FundMovementRow::movementId, row -> List.of(row.kind(), row.owner(),
                Decimals.normal(row.amount())), DayInputs.FUND_MOVEMENTS);
        Set<String> seen = new HashSet<>();
        List<FundMovement> accepted = new ArrayList<>();
        List<FundMovementRow> ordered = rows.stream()
                .sorted(Comparator.comparing(FundMovementRow::movementId)).toList();
        for (FundMovementRow row : ordered) {
            if (conflicting.contains(row.movementId())) {
                reject(row, "movement_id", row.movementId(), TWICE);
            } else if (!seen.add(row.movementId())) {
                reject(row, "movement_id", row.movementId(), "listed before; one is used");
            } else if (!isKnownOwner(row)) {
                reject(row, "member_id or layer", row.owner(), row.kind() == FundMovementKind.LAYER
                        ? "no shared layer" : "no such member");
            } else if (row.kind() == FundMovementKind.RECOVERY && !isInDefault(row.owner())) {
                reject(row, "member_id", row.owner(), "is not in default: nobody paid for it");
            } else if (row.kind() == FundMovementKind.REPLENISHMENT && isInDefault(row.owner())) {
                reject(row, "member_id", row.owner(), "is in default: it replenishes nothing");
            } else {
                accept(row, accepted);
            }
        }
        return accepted;
    }

    private boolean isInDefault(String member) {
        return opening.members().inDefault()[book.memberIds().indexOf(member)];
    }

    /** In order of movement id; one that would take its owner below zero is rejected. */
    private void accept(FundMovementRow row, List<FundMovement> accepted) {
        try {
            FundMovement movement = new FundMovement(row.movementId(), row.kind(), row.owner(),
                    Amounts.exact(row.amount(), opening.house().baseCurrency().scale()));
            long before = accepted.stream()
                    .filter(m -> m.kind() == movement.kind() && m.owner().equals(movement.owner()))
                    .mapToLong(FundMovement::amount).reduce(openingBalance(movement), Math::addExact);
            if (movement.kind() == FundMovementKind.REPLENISHMENT || movement.kind() == FundMovementKind.RECOVERY) {
                acceptIncoming(row, movement, before, accepted);
            } else if (Math.addExact(before, movement.amount()) < 0) {
                reject(row, "amount", Decimals.text(row.amount()), "would take " + row.owner() + " below zero");
            } else {
                accepted.add(movement);
            }
        } catch (IllegalArgumentException e) {
            reject(row, "amount", Decimals.text(row.amount()), e.getMessage());
        }
    }

    /** Money that only comes in, and a replenishment no more of it than is due. */
    private void acceptIncoming(FundMovementRow row, FundMovement movement, long before, List<FundMovement> accepted) {
        if (movement.amount() <= 0) {
            reject(row, "amount", Decimals.text(row.amount()), "must be above zero where kind is " + row.kind());
            return;
        }
        long due = new Replenishments(opening).dueOf(row.owner());
        if (movement.kind() == FundMovementKind.REPLENISHMENT && Math.addExact(before, movement.amount()) > due) {
            reject(row, "amount", Decimals.text(row.amount()), "more than is due of its contribution, "
                    + Amounts.text(due - before, opening.house().baseCurrency().scale())
                    + "; what raises the contribution is a CONTRIBUTION");
            return;
        }
        accepted.add(movement);
    }

    private long openingBalance(FundMovement movement) {
        return switch (movement.kind()) {
            case CAPITAL -> opening.members().capital()[book.memberIds().indexOf(movement.owner())];
            case CONTRIBUTION -> opening.members().contribution()[book.memberIds().indexOf(movement.owner())];
            case LAYER -> opening.pots().getOrDefault(LayerName.valueOf(movement.owner()), 0L);
            case REPLENISHMENT, RECOVERY -> 0;
        };
    }

    private boolean isKnownOwner(FundMovementRow row) {
        return row.kind() == FundMovementKind.LAYER
                ? Arrays.stream(LayerName.values()).anyMatch(l -> l.isSharedPot() && l.name().equals(row.owner()))
                : book.memberIds().indexOf(row.owner()) >= 0;
    }

    private void reject(FundMovementRow row, String column, String value, String reason) {
        findings.reject(DayInputs.FUND_MOVEMENTS, row.line(), column, value, reason);
    }
}
