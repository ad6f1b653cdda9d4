package io.spillway.waterfall.day;

import io.spillway.domain.book.BookBuilder;
import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.calendar.BusinessCalendar;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.finding.Severity;
import io.spillway.domain.instrument.ContractTerms;
import io.spillway.domain.instrument.ImpactModel;
import io.spillway.domain.instrument.ImpactTerms;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.instrument.NegativePrices;
import io.spillway.domain.instrument.OptionTerms;
import io.spillway.domain.instrument.PriceTerms;
import io.spillway.domain.instrument.Product;
import io.spillway.domain.member.Account;
import io.spillway.domain.member.AccountKind;
import io.spillway.domain.member.Asset;
import io.spillway.domain.member.AssetType;
import io.spillway.domain.member.Member;
import io.spillway.domain.money.CurrencyUnit;
import io.spillway.waterfall.cascade.BelowMaintenance;
import io.spillway.waterfall.cascade.CascadeRules;
import io.spillway.waterfall.cascade.CloseOut;
import io.spillway.waterfall.cascade.OpeningState;
import io.spillway.waterfall.cascade.Recording;
import io.spillway.waterfall.layer.LayerName;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A small house in dollars with euro and yen, put together by ids, and the chain of its days. Amounts in minor units.
 * OIL and GAS are in dollars, ESX in euro, NKY in yen; cash haircuts are 5% for euro and 10% for yen.
 */
final class DayHouse {

    static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    final List<Instrument> instruments = new ArrayList<>(List.of(
            instrument("OIL", "USD", "1000", "0.01"), instrument("GAS", "USD", "1", null),
            instrument("ESX", "EUR", "10", "0.5"), instrument("NKY", "JPY", "1", null)));
    final List<Asset> assets = new ArrayList<>(List.of(cash("USD", "0"), cash("EUR", "0.05"), cash("JPY", "0.1")));
    final List<String> members = new ArrayList<>();
    /** Group by member, where it has one. */
    final Map<String, String> groups = new HashMap<>();
    final List<Account> accounts = new ArrayList<>();
    final Map<String, long[]> means = new HashMap<>();
    final Map<String, Map<String, Long>> positions = new TreeMap<>();
    final Map<LayerName, Long> pots = new EnumMap<>(LayerName.class);
    final Map<FindingCode, Severity> severities = new EnumMap<>(FindingCode.class);
    final BusinessCalendar calendar = new BusinessCalendar(Map.of(LocalDate.of(2026, 3, 5), "House holiday"));
    CascadeRules cascade = CascadeRules.defaults();
    Recording recording = Recording.FULL;
    int coolingOffDays = 20;
    int replenishmentDays = 2;
    UnmetCall unmetCall = UnmetCall.FINDING;

    /** Maintenance 10%, no impact, no price limit. */
    static Instrument instrument(String id, String currency, String multiplier, String tick) {
        return new Instrument(id, Product.FUTURE, currency, new BigDecimal(multiplier), BigDecimal.ONE,
                new PriceTerms(Optional.ofNullable(tick).map(BigDecimal::new), Optional.empty(), Optional.empty(),
                        NegativePrices.REFUSED), new BigDecimal("0.1"), ImpactTerms.NONE);
    }

    /** In dollars, maintenance 10%, no impact. */
    DayHouse contract(String id, ContractTerms terms, String multiplier) {
        instruments.add(new Instrument(id, terms, "USD", new BigDecimal(multiplier), BigDecimal.ONE, PriceTerms.PLAIN,
                new BigDecimal("0.1"), ImpactTerms.NONE, List.of()));
        return this;
    }

    /** An option on BRENT in the group ENERGY, ten units a lot. */
    DayHouse option(String id, OptionTerms terms, LocalDate expiry) {
        return contract(id, new ContractTerms(Product.OPTION, "ENERGY", "BRENT", Optional.of(expiry),
                Optional.of(terms)), "10");
    }

    /** A security in dollars; an empty limit or issuer is none. */
    DayHouse security(String id, String haircut, String limit, String issuer) {
        assets.add(new Asset(id, AssetType.SECURITY, Optional.of(issuer).filter(i -> !i.isEmpty()), "USD",
                new BigDecimal(haircut), Optional.of(limit).filter(l -> !l.isEmpty()).map(BigDecimal::new)));
        return this;
    }

    /** An account of a member that may hold one product group only. */
    DayHouse pocket(String id, String member, String group) {
        accounts.add(new Account(id, member, AccountKind.HOUSE, Optional.empty(), Optional.of(group)));
        return this;
    }

    /** Gives an instrument linear impact. */
    DayHouse depth(String id, String depth) {
        instruments.replaceAll(i -> !i.id().equals(id) ? i : new Instrument(i.id(), i.contract(), i.currency(),
                i.multiplier(), i.lot(), i.prices(), i.maintenanceRate(), new ImpactTerms(ImpactModel.LINEAR,
                        Optional.of(new BigDecimal(depth)), BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE), i.tiers()));
        return this;
    }

    DayHouse allowNegative(String id) {
        instruments.replaceAll(i -> !i.id().equals(id) ? i : new Instrument(i.id(), i.product(), i.currency(),
                i.multiplier(), i.lot(), new PriceTerms(i.prices().tick(), i.prices().referencePrice(),
                        i.prices().priceLimit(), NegativePrices.ALLOWED), i.maintenanceRate(), i.impact()));
        return this;
    }

    DayHouse member(String id, long capital, long contribution) {
        members.add(id);
        means.put(id, new long[] {capital, contribution});
        return this;
    }

    /** A house account {@code ID-H} of a member. */
    DayHouse house(String member) {
        accounts.add(new Account(member + "-H", member, AccountKind.HOUSE, Optional.empty()));
        return this;
    }

    DayHouse client(String id, String member, String backup) {
        accounts.add(new Account(id, member, AccountKind.CLIENT_SEGREGATED, Optional.ofNullable(backup)));
        return this;
    }

    DayHouse holding(String account, String instrument, long lots) {
        positions.computeIfAbsent(account, a -> new TreeMap<>()).merge(instrument, lots, Long::sum);
        return this;
    }

    DayHouse pot(LayerName layer, long amount) {
        pots.put(layer, amount);
        return this;
    }

    DayHouse severity(FindingCode code, Severity severity) {
        severities.put(code, severity);
        return this;
    }

    DayHouse cascade(UnaryOperator<CascadeRules> change) {
        cascade = change.apply(cascade);
        return this;
    }

    DayHouse callFirst() {
        return cascade(r -> new CascadeRules(r.layers(), r.assessmentMultiple(), r.socialisedLossBasis(),
                r.executionPrice(), r.liquidationFeeRate(), BelowMaintenance.CALL_FIRST, r.initialFactor(),
                r.maxRounds()));
    }

    DayHouse feeRate(String rate) {
        return cascade(r -> new CascadeRules(r.layers(), r.assessmentMultiple(), r.socialisedLossBasis(),
                r.executionPrice(), new BigDecimal(rate), r.belowMaintenance(), r.initialFactor(), r.maxRounds()));
    }

    DayHouse layers(LayerName... layers) {
        return cascade(r -> new CascadeRules(List.of(layers), r.assessmentMultiple(), r.socialisedLossBasis(),
                r.executionPrice(), r.liquidationFeeRate(), r.belowMaintenance(), r.initialFactor(), r.maxRounds()));
    }

    /** Price band 50%, FX band 20%, stale after 2 days, cut-off 18:00 and calls due 10:00 in Paris. */
    DayRules rules() {
        return new DayRules(cascade, recording, severities, new BigDecimal("0.5"), new BigDecimal("0.2"), 2, ZONE,
                LocalTime.of(18, 0), LocalTime.of(10, 0), coolingOffDays,
                new DayRules.Obligations(replenishmentDays, unmetCall));
    }

    private House house(List<Account> accountsNow) {
        Map<String, CurrencyUnit> currencies = new TreeMap<>();
        for (String code : List.of("USD", "EUR", "JPY")) {
            currencies.put(code, CurrencyUnit.iso(code));
        }
        return new House("TEST", CurrencyUnit.iso("USD"), new TreeMap<>(currencies), List.copyOf(instruments),
                Set.of("BRENT"), List.copyOf(assets), members.stream().map(m -> new Member(m, "", m,
                        groups.getOrDefault(m, ""))).toList(), accountsNow, calendar);
    }

    private static Asset cash(String currency, String haircut) {
        return new Asset(currency, AssetType.CASH, Optional.empty(), currency, new BigDecimal(haircut),
                Optional.empty());
    }

    /** The house's first day. */
    DayOpening firstDay() {
        BookBuilder builder = ClearingBook.of(instruments, members, accounts);
        positions.forEach((account, held) -> held.forEach((instrument, lots) -> builder.add(
                builder.accountIds().indexOf(account), builder.instrumentIds().indexOf(instrument), lots)));
        ClearingBook book = builder.build();
        long[] capital = new long[members.size()];
        long[] contribution = new long[members.size()];
        means.forEach((member, amounts) -> {
            capital[book.memberIds().indexOf(member)] = amounts[0];
            contribution[book.memberIds().indexOf(member)] = amounts[1];
        });
        int count = book.instruments();
        return new DayOpening(MONDAY, 1, house(accounts), Optional.empty(), "", book, new BigDecimal[count],
                new int[count], new BigDecimal[count], Map.of(), List.of(), Map.of(),
                new OpeningState.Members(capital, contribution, new boolean[capital.length], contribution.clone(),
                        new long[capital.length]), new EnumMap<>(pots), Optional.empty(), Securities.NONE);
    }

    /** The day after: what a day closed with, on the next business day. */
    DayOpening dayAfter(DayOpening opening, DayResult result) {
        ClearingBook before = result.book();
        List<Account> moved = new ArrayList<>();
        for (Account account : opening.house().accounts()) {
            int member = result.close().accountMember()[before.accountIds().indexOf(account.id())];
            moved.add(account.under(before.memberIds().get(member)));
        }
        BookBuilder builder = ClearingBook.of(instruments, members, moved);
        for (int p = 0; p < before.positions(); p++) {
            builder.add(before.accountOf(p), before.instrumentOf(p), result.end().lotsOf(p));
        }
        BigDecimal[] published = result.inputs().published().clone();
        for (int i = 0; i < published.length; i++) {
            builder.addLiquidity(i, result.close().liquidityLots()[i]);
            published[i] = published[i] == null ? opening.publishedPrices()[i] : published[i];
        }
        LocalDate date = calendar.next(opening.businessDate());
        return new DayOpening(date, 1, house(moved), Optional.of(opening.businessDate()), result.digest(),
                builder.build(), result.close().marks(), result.inputs().daysUnchanged(), published,
                result.inputs().fx(), ownCloseOuts(result), result.close().cash(),
                result.close().members(), result.close().pots(), result.close().lastDefault(),
                result.products().close(), result.settlements().left());
    }

    private static List<DayOpening.OwnCloseOut> ownCloseOuts(DayResult result) {
        List<DayOpening.OwnCloseOut> own = new ArrayList<>();
        for (CloseOut c : result.cascade().closeOuts()) {
            own.add(new DayOpening.OwnCloseOut(c.account(), c.instrument(), c.lots()));
        }
        for (Settlements.AuctionCloseOut c : result.settlements().auction()) {
            own.add(new DayOpening.OwnCloseOut(c.fill().account(), c.fill().instrument(), c.fill().lots()));
            own.add(new DayOpening.OwnCloseOut(c.fill().buyer(), c.fill().instrument(), -c.fill().lots()));
        }
        return own;
    }

    CheckedInputs check(DayOpening opening, DayFiles files) {
        return Day.check(opening, files.inputs(), rules());
    }

    DayResult run(DayOpening opening, DayFiles files) {
        return Day.compute(opening, files.inputs(), rules(), "settings");
    }
}
