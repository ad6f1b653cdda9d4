package io.spillway.waterfall.day;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.finding.Finding;
import io.spillway.domain.ledger.Journal;
import io.spillway.domain.money.Decimals;
import io.spillway.waterfall.cascade.Round;
import io.spillway.waterfall.layer.LayerName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * The digest of a closed cycle: SHA-256 over a canonical encoding of everything the day came to, ordered by key and
 * chained to the digest of the cycle before (rule 6.3).
 */
public final class DayDigest {

    /** Version of the encoding. */
    public static final int FORMAT_VERSION = 2;
    /** Version of the rules that the numbers follow; a cycle of another one cannot be verified by this program. */
    public static final int RULES_VERSION = 2;

    private final DayOpening opening;
    private final String settings;
    private final CanonicalEncoding encoding = new CanonicalEncoding();

    DayDigest(DayOpening opening, String settings) {
        this.opening = opening;
        this.settings = settings;
    }

    String of(DayResult result) {
        encoding.putInt(FORMAT_VERSION).putInt(RULES_VERSION).putText(opening.previousDigest())
                .putText(opening.businessDate().toString()).putInt(opening.cycle()).putText(settings);
        encodeInputs(result);
        encodePositions(result);
        encodeAccounts(result);
        encodeMembers(result);
        encodeCascade(result);
        encodeProducts(result);
        encodeSettlements(result.settlements());
        for (Journal journal : result.journals()) {
            encoding.putText(journal.debit().toString()).putText(journal.credit().toString())
                    .putText(journal.currency()).putLong(journal.amount()).putText(journal.rule());
        }
        return encoding.digest();
    }

    private void encodeInputs(DayResult result) {
        ClearingBook book = result.book();
        for (int i = 0; i < book.instruments(); i++) {
            encoding.putText(book.instrument(i).id()).putText(text(result.inputs().published()[i]))
                    .putText(text(result.close().marks()[i])).putInt(result.inputs().daysUnchanged()[i]);
        }
        for (Map.Entry<String, BigDecimal> rate : result.inputs().fx().entrySet()) {
            encoding.putText(rate.getKey()).putText(text(rate.getValue()));
        }
        for (Finding finding : result.inputs().findings()) {
            encoding.putText(finding.code().name()).putText(finding.severity().name()).putText(finding.item());
        }
    }

    private void encodePositions(DayResult result) {
        ClearingBook book = result.book();
        for (int p = 0; p < book.positions(); p++) {
            encoding.putInt(book.accountOf(p)).putInt(book.instrumentOf(p)).putLong(book.lotsOf(p))
                    .putLong(result.end().lotsOf(p));
        }
        for (long lots : result.close().liquidityLots()) {
            encoding.putLong(lots);
        }
    }

    private void encodeAccounts(DayResult result) {
        ClearingBook book = result.book();
        for (int a = 0; a < book.accounts(); a++) {
            encoding.putText(book.accountIds().get(a)).putInt(result.close().accountMember()[a])
                    .putLong(result.margins().equity()[a]).putLong(result.margins().maintenance()[a])
                    .putLong(result.margins().initial()[a]).putText(result.margins().status()[a].name())
                    .putLong(result.close().equity()[a]);
        }
        for (Map.Entry<String, long[]> cash : result.close().cash().entrySet()) {
            encoding.putText(cash.getKey());
            for (long balance : cash.getValue()) {
                encoding.putLong(balance);
            }
        }
        for (DayResult.MarginCall call : result.calls()) {
            encoding.putInt(call.account()).putLong(call.amount());
        }
    }

    private void encodeMembers(DayResult result) {
        for (int m = 0; m < result.book().members(); m++) {
            encoding.putText(result.book().memberIds().get(m)).putLong(result.close().members().capital()[m])
                    .putLong(result.close().members().contribution()[m])
                    .putInt(result.close().members().inDefault()[m] ? 1 : 0)
                    .putLong(result.close().members().assessed()[m]);
        }
        for (Map.Entry<LayerName, Long> pot : result.close().pots().entrySet()) {
            encoding.putText(pot.getKey().name()).putLong(pot.getValue());
        }
        encoding.putText(result.close().lastDefault().map(Object::toString).orElse(""));
        encoding.putLong(result.end().unfunded());
    }

    private void encodeCascade(DayResult result) {
        encodeAll(result.cascade().declaredBefore());
        for (Round round : result.cascade().rounds()) {
            encoding.putInt(round.number());
            round.closingPrices().forEach(price -> encoding.putText(text(price)));
            encodeAll(round.closed());
            encodeAll(round.halted());
            encodeAll(round.defaulted());
            encodeAll(round.ported());
            encoding.putInt(round.layers().size());
            round.layers().forEach(layer -> {
                encoding.putText(layer.layer().name()).putLong(layer.paid()).putInt(layer.by().size());
                layer.by().forEach((payer, paid) -> encoding.putText(payer).putLong(paid));
            });
            encoding.putInt(round.edges().size());
            round.edges().forEach(edge -> encoding.putText(edge.from()).putText(edge.to())
                    .putText(edge.channel().name()).putLong(edge.amount()));
        }
    }

    private void encodeProducts(DayResult result) {
        for (ExpiredPosition expired : result.products().expired()) {
            encoding.putInt(expired.account()).putInt(expired.instrument()).putLong(expired.lots());
        }
        for (BigDecimal rate : result.inputs().products().fundingRates()) {
            encoding.putText(text(rate));
        }
        encodeAll(result.inputs().products().underlyingPrices());
        encodeAll(result.inputs().products().assetPrices());
        result.products().close().holdings().forEach((asset, quantities) -> {
            encoding.putText(asset);
            for (BigDecimal quantity : quantities) {
                encoding.putText(quantity == null || quantity.signum() == 0 ? "" : Decimals.text(quantity));
            }
        });
    }

    private void encodeAll(Map<String, BigDecimal> prices) {
        encoding.putInt(prices.size());
        prices.forEach((id, price) -> encoding.putText(id).putText(text(price)));
    }

    private void encodeSettlements(Settlements settlements) {
        encoding.putInt(settlements.auction().size());
        settlements.auction().forEach(c -> encoding.putLong(c.fill().line()).putInt(c.fill().account())
                .putInt(c.fill().instrument()).putLong(c.fill().lots()).putText(text(c.fill().price()))
                .putInt(c.fill().buyer()).putLong(c.profit()).putLong(c.cash()));
        encoding.putInt(settlements.calls().size());
        settlements.calls().forEach(c -> encoding.putInt(c.account()).putLong(c.amount()).putLong(c.covered())
                .putText(c.status().name()));
        encoding.putInt(settlements.handedBack().size());
        settlements.handedBack().forEach(h -> encoding.putText(h.movementId()).putText(h.defaulter())
                .putText(h.to().name()).putLong(h.amount()));
        encoding.putInt(settlements.left().dues().size());
        settlements.left().dues().forEach(d -> encoding.putText(d.member()).putText(d.dueOn().toString())
                .putLong(d.amount()));
        encoding.putInt(settlements.left().shares().size());
        settlements.left().shares().forEach(s -> encoding.putText(s.defaulter()).putText(s.paidOn().toString())
                .putInt(s.layerNo()).putText(s.layer().name()).putText(s.payer()).putLong(s.weight())
                .putLong(s.paid()).putLong(s.returned()));
        encoding.putInt(settlements.left().calls().size());
        settlements.left().calls().forEach(c -> encoding.putText(c.account()).putLong(c.amount())
                .putText(c.dueAt().toInstant().toString()));
    }

    private void encodeAll(List<Integer> indices) {
        encoding.putInt(indices.size());
        indices.forEach(encoding::putInt);
    }

    private static String text(BigDecimal price) {
        return price == null ? "" : Decimals.text(price);
    }
}
