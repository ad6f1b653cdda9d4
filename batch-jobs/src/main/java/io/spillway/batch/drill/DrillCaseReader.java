package io.spillway.batch.drill;

import io.spillway.domain.book.BookBuilder;
import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.member.Account;
import io.spillway.domain.member.AccountKind;
import io.spillway.domain.money.CurrencyUnit;
import io.spillway.domain.money.Decimals;
import io.spillway.waterfall.cascade.BelowMaintenance;
import io.spillway.waterfall.cascade.CascadeEvent;
import io.spillway.waterfall.cascade.CascadeRules;
import io.spillway.waterfall.cascade.OpeningState;
import io.spillway.waterfall.closeout.ExecutionPrice;
import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.layer.SocialisedLossBasis;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads a drill case; every refusal names the field. */
final class DrillCaseReader {

    private static final int DEFAULT_SCALE = 2;
    private static final Set<String> FIELDS = Set.of("name", "source", "currency", "scale", "fx", "instruments",
            "members", "accounts", "layers", "waterfall", "assessmentMultiple", "socialisedLossBasis",
            "executionPrice", "liquidationFeeRate", "belowMaintenance", "initialFactor", "maxRounds", "events");

    private final Fields root;
    private final String currency;
    private final int scale;
    private final Map<String, BigDecimal> fx = new HashMap<>();
    private final DrillInstruments instruments;

    private DrillCaseReader(JsonNode json) {
        root = new Fields(json, "", FIELDS);
        currency = root.requiredText("currency");
        scale = root.integer("scale", DEFAULT_SCALE);
        if (scale < 0 || scale > CurrencyUnit.MAX_SCALE) {
            throw new DrillException("scale", "must be 0 to " + CurrencyUnit.MAX_SCALE);
        }
        for (Map.Entry<String, JsonNode> rate : root.entries("fx")) {
            BigDecimal value = Fields.decimalOf(rate.getValue(), Fields.ANY_SCALE, "fx." + rate.getKey());
            if (value.signum() <= 0) {
                throw new DrillException("fx." + rate.getKey(), "must be positive");
            }
            fx.put(rate.getKey(), value);
        }
        if (fx.containsKey(currency) && fx.get(currency).compareTo(BigDecimal.ONE) != 0) {
            throw new DrillException("fx." + currency, "the case's own currency has the rate 1");
        }
        fx.put(currency, BigDecimal.ONE);
        instruments = new DrillInstruments(root.elements("instruments"), currency, fx);
    }

    /** @throws DrillException naming the field */
    static DrillCase read(JsonNode json) {
        return new DrillCaseReader(json).read();
    }

    private DrillCase read() {
        DrillMembers members = new DrillMembers(root.elements("members"), scale);
        List<AccountFields> accounts = accounts(members.ids());
        ClearingBook book = book(members, accounts);
        OpeningState opening = new OpeningState(scale, instruments.pricesOf(book), instruments.fxOf(book),
                openingAccounts(book, accounts), members.opening(book.memberIds()), layers());
        return new DrillCase(root.requiredText("name"), root.text("source").orElse(""), currency, scale, book, opening,
                rules(), events(book));
    }

    private record AccountFields(Account account, long equity, long gain, Map<Instrument, Long> positions) {
    }

    private List<AccountFields> accounts(Set<String> memberIds) {
        List<AccountFields> accounts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int n = 0;
        for (JsonNode json : root.elements("accounts")) {
            String path = "accounts[" + n++ + "]";
            Fields fields = new Fields(json, path, Set.of("id", "member", "kind", "equity", "gain", "backupMember",
                    "positions"));
            String id = fields.requiredId("id");
            if (id.equals(Account.LIQUIDITY)) {
                throw new DrillException(fields.at("id"), "LIQUIDITY is reserved");
            }
            if (!seen.add(id)) {
                throw new DrillException(fields.at("id"), "'" + id + "' is listed twice");
            }
            String member = knownMember(fields.requiredText("member"), fields.at("member"), memberIds);
            Optional<String> backup = fields.text("backupMember")
                    .map(b -> knownMember(b, fields.at("backupMember"), memberIds));
            AccountKind kind = fields.choice("kind", AccountKind.class, AccountKind.HOUSE);
            accounts.add(new AccountFields(new Account(id, member, kind, backup), fields.amount("equity", scale),
                    fields.amount("gain", scale), positions(fields)));
        }
        return accounts;
    }

    private static String knownMember(String id, String field, Set<String> memberIds) {
        if (!memberIds.contains(id)) {
            throw new DrillException(field, "'" + id + "' is no member of the case");
        }
        return id;
    }

    private Map<Instrument, Long> positions(Fields account) {
        Map<Instrument, Long> positions = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : account.entries("positions")) {
            String field = account.at("positions") + "." + entry.getKey();
            Instrument instrument = instruments.require(entry.getKey(), field);
            BigDecimal quantity = Fields.decimalOf(entry.getValue(), Decimals.MAX_QUANTITY_SCALE, field);
            try {
                positions.put(instrument, instrument.lots(quantity));
            } catch (IllegalArgumentException e) {
                throw new DrillException(field, e.getMessage());
            }
        }
        return positions;
    }

    /** LIQUIDITY holds whatever makes each instrument's positions sum to zero. */
    private ClearingBook book(DrillMembers members, List<AccountFields> accounts) {
        BookBuilder builder = ClearingBook.of(instruments.all(), List.copyOf(members.ids()),
                accounts.stream().map(AccountFields::account).toList());
        for (AccountFields fields : accounts) {
            int account = builder.accountIds().indexOf(fields.account().id());
            fields.positions().forEach((instrument, lots) -> {
                int index = builder.instrumentIds().indexOf(instrument.id());
                builder.add(account, index, lots).addLiquidity(index, Math.negateExact(lots));
            });
        }
        return builder.build();
    }

    private static OpeningState.Accounts openingAccounts(ClearingBook book, List<AccountFields> accounts) {
        long[] equity = new long[book.accounts()];
        long[] gain = new long[book.accounts()];
        for (AccountFields fields : accounts) {
            int account = book.accountIds().indexOf(fields.account().id());
            equity[account] = fields.equity();
            gain[account] = fields.gain();
        }
        return new OpeningState.Accounts(equity, gain);
    }

    private Map<LayerName, Long> layers() {
        Map<LayerName, Long> pots = new EnumMap<>(LayerName.class);
        for (Map.Entry<String, JsonNode> entry : root.entries("layers")) {
            String field = "layers." + entry.getKey();
            LayerName layer = Fields.choiceOf(entry.getKey(), LayerName.class, field);
            if (!layer.isSharedPot()) {
                throw new DrillException(field, "has no amount of its own");
            }
            pots.put(layer, Fields.notNegative(Fields.amountOf(entry.getValue(), scale, field), field));
        }
        return pots;
    }

    private CascadeRules rules() {
        CascadeRules defaults = CascadeRules.defaults();
        List<LayerName> order = new ArrayList<>();
        for (JsonNode layer : root.elements("waterfall")) {
            String name = Fields.stringOf(layer, "waterfall");
            order.add(Fields.choiceOf(name, LayerName.class, "waterfall"));
        }
        try {
            return new CascadeRules(root.has("waterfall") ? order : defaults.layers(),
                    rate("assessmentMultiple", defaults.assessmentMultiple()),
                    root.choice("socialisedLossBasis", SocialisedLossBasis.class, defaults.socialisedLossBasis()),
                    root.choice("executionPrice", ExecutionPrice.class, defaults.executionPrice()),
                    rate("liquidationFeeRate", defaults.liquidationFeeRate()),
                    root.choice("belowMaintenance", BelowMaintenance.class, defaults.belowMaintenance()),
                    rate("initialFactor", defaults.initialFactor()),
                    root.integer("maxRounds", defaults.maxRounds()));
        } catch (IllegalArgumentException e) {
            throw new DrillException("the case", e.getMessage());
        }
    }

    private BigDecimal rate(String name, BigDecimal absent) {
        return root.decimal(name, Fields.ANY_SCALE).orElse(absent);
    }

    private List<CascadeEvent> events(ClearingBook book) {
        List<CascadeEvent> events = new ArrayList<>();
        int n = 0;
        for (JsonNode json : root.elements("events")) {
            Fields event = new Fields(json, "events[" + n++ + "]", Set.of("shock", "prices", "losses"));
            Map<Integer, BigDecimal> shocks = new HashMap<>();
            for (Map.Entry<String, JsonNode> entry : event.entries("shock")) {
                String field = event.at("shock") + "." + entry.getKey();
                shocks.put(book.instrumentIds().indexOf(instruments.require(entry.getKey(), field).id()),
                        Fields.decimalOf(entry.getValue(), Fields.ANY_SCALE, field));
            }
            Map<Integer, BigDecimal> prices = new HashMap<>();
            for (Map.Entry<String, JsonNode> entry : event.entries("prices")) {
                String field = event.at("prices") + "." + entry.getKey();
                Instrument instrument = instruments.require(entry.getKey(), field);
                prices.put(book.instrumentIds().indexOf(instrument.id()),
                        DrillInstruments.priceOf(entry.getValue(), instrument.prices(), field));
            }
            events.add(new CascadeEvent(shocks, prices, losses(event, book)));
        }
        return events;
    }

    private Map<Integer, Long> losses(Fields event, ClearingBook book) {
        Map<Integer, Long> losses = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : event.entries("losses")) {
            String field = event.at("losses") + "." + entry.getKey();
            int member = book.memberIds().indexOf(entry.getKey());
            if (member < 0) {
                throw new DrillException(field, "'" + entry.getKey() + "' is no member of the case");
            }
            losses.put(member, Fields.notNegative(Fields.amountOf(entry.getValue(), scale, field), field));
        }
        return losses;
    }
}
