package io.spillway.reports.workbook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One total a currency, for sheets that hold several.
 *
 * @param keyColumn heading of the column with the currency
 * @param column heading of the amounts
 * @param check name of the check; the currency is added to it
 */
public record CurrencyTotals(String keyColumn, String column, String check) {

    /**
     * Totals for every currency that the rows or the ledger have, in order of code; where the ledger has none, it must
     * be zero.
     */
    public <R> List<TotalRow> against(List<R> rows, Function<R, String> currency, Map<String, BigDecimal> ledger) {
        TreeSet<String> currencies = new TreeSet<>(ledger.keySet());
        rows.forEach(row -> currencies.add(currency.apply(row)));
        List<TotalRow> totals = new ArrayList<>();
        for (String code : currencies) {
            totals.add(TotalRow.of(keyColumn, code, TotalRow.Figure.against(column,
                    ledger.getOrDefault(code, BigDecimal.ZERO), check, code)));
        }
        return totals;
    }
}
