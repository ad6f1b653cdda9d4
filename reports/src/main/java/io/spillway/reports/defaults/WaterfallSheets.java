package io.spillway.reports.defaults;

import static java.util.Comparator.comparingLong;

import io.spillway.reports.defaults.DefaultData.LayerPayment;
import io.spillway.reports.workbook.Chart;
import io.spillway.reports.workbook.Column;
import io.spillway.reports.workbook.Table;
import io.spillway.reports.workbook.TotalRow;
import io.spillway.reports.workbook.TotalRow.Figure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The waterfall: by layer, with a chart that falls from the loss to nothing, and by payer and round. */
final class WaterfallSheets {

    private static final String PAYMENTS = "Waterfall by payer";

    private record LayerSum(String layer, String legal, BigDecimal paid, BigDecimal unpaid, BigDecimal left) {
    }

    private final DefaultData data;
    private final List<String> order;

    WaterfallSheets(DefaultData data) {
        this.data = data;
        order = new ArrayList<>(data.terms().layers());
        data.payments().stream().map(LayerPayment::layer).filter(layer -> !order.contains(layer)).sorted().distinct()
                .forEach(order::add);
        order.remove(DefaultData.UNFUNDED);
        order.add(DefaultData.UNFUNDED);
    }

    /** One row a layer, over all rounds. */
    Table<LayerSum> layers() {
        String code = data.base().code();
        int scale = data.base().scale();
        Table.Builder<LayerSum> table = Table.of("Waterfall", data.payments().isEmpty() ? List.of() : sums(),
                        "No loss reached the waterfall.")
                .about("Who paid the loss, layer by layer in the order used, over all rounds, in " + code
                        + ". What a member was called for and did not pay became its own loss, and is in the loss again.")
                .column(Column.<LayerSum>text("Layer", sum -> LegalOrder.readable(sum.layer())))
                .column(Column.<LayerSum>amount("Paid", scale, LayerSum::paid).unit(code + "; unfunded: by nobody")
                        .sumOf(payments("Paid")))
                .column(Column.<LayerSum>amount("Called, not paid", scale, LayerSum::unpaid).unit(code)
                        .sumOf(payments("Called, not paid")))
                .column(Column.<LayerSum>amount("Loss left", scale, LayerSum::left).unit(code + ", after this layer"))
                .column(Column.text("Against EMIR art. 45", LayerSum::legal))
                .total(TotalRow.ofAll(Figure.alone("Paid", code), Figure.alone("Called, not paid", code)));
        return table.chart(new Chart(Chart.Kind.STACKED_COLUMN, "Who paid the loss: each layer takes its part until "
                        + "nothing is left", code, "Layer", List.of(new Chart.Series("Loss left", Chart.Fill.NONE),
                        new Chart.Series("Paid", Chart.Fill.BLUE),
                        new Chart.Series("Called, not paid", Chart.Fill.AMBER)), order.size())).build();
    }

    private static Column.SumOf payments(String column) {
        return new Column.SumOf(PAYMENTS, column, Map.of("Layer", "Layer"));
    }

    private List<LayerSum> sums() {
        List<LayerSum> sums = new ArrayList<>();
        BigDecimal left = data.ledger().loss();
        for (String layer : order) {
            List<LayerPayment> payments = data.payments().stream().filter(p -> p.layer().equals(layer)).toList();
            BigDecimal paid = DefaultWorkbook.sum(data, payments.stream().map(LayerPayment::paid).toList());
            BigDecimal unpaid = DefaultWorkbook.sum(data, payments.stream().map(LayerPayment::unpaid).toList());
            left = left.subtract(paid).subtract(unpaid);
            sums.add(new LayerSum(layer, LegalOrder.of(layer, data.terms()), paid, unpaid, left));
        }
        return sums;
    }

    /** One row a payment. */
    Table<LayerPayment> payments() {
        String code = data.base().code();
        int scale = data.base().scale();
        List<LayerPayment> rows = data.payments().stream().sorted(comparingLong(LayerPayment::round)
                .thenComparingLong(payment -> order.indexOf(payment.layer())).thenComparing(LayerPayment::payer)).toList();
        return Table.of(PAYMENTS, rows, "No loss reached the waterfall.")
                .about("Every payment of every round, in " + code + ". Layers in the order used.")
                .column(Column.count("Round", LayerPayment::round))
                .column(Column.<LayerPayment>text("Layer", payment -> LegalOrder.readable(payment.layer())))
                .column(Column.<LayerPayment>text("Payer", payment -> payment.layer().equals(payment.payer())
                        ? LegalOrder.readable(payment.payer()) : payment.payer()))
                .column(Column.<LayerPayment>amount("Paid", scale, LayerPayment::paid).unit(code))
                .column(Column.<LayerPayment>amount("Called, not paid", scale, LayerPayment::unpaid)
                        .unit(code + ", assessments only"))
                .column(Column.<LayerPayment>amount("Loss met", scale, LayerPayment::absorbed)
                        .unit(code + ", paid and called"))
                .total(TotalRow.ofAll(Figure.alone("Paid", code), Figure.alone("Called, not paid", code),
                        Figure.against("Loss met", data.ledger().loss(), "All layers together against the loss", code)))
                .build();
    }
}
