package io.spillway.reports.workbook;

import java.math.BigDecimal;
import java.util.List;
import org.apache.poi.util.Units;
import org.apache.poi.xddf.usermodel.XDDFColor;
import org.apache.poi.xddf.usermodel.XDDFFillProperties;
import org.apache.poi.xddf.usermodel.XDDFLineProperties;
import org.apache.poi.xddf.usermodel.XDDFNoFillProperties;
import org.apache.poi.xddf.usermodel.XDDFShapeProperties;
import org.apache.poi.xddf.usermodel.XDDFSolidFillProperties;
import org.apache.poi.xddf.usermodel.chart.AxisCrossBetween;
import org.apache.poi.xddf.usermodel.chart.AxisCrosses;
import org.apache.poi.xddf.usermodel.chart.AxisOrientation;
import org.apache.poi.xddf.usermodel.chart.AxisPosition;
import org.apache.poi.xddf.usermodel.chart.AxisTickLabelPosition;
import org.apache.poi.xddf.usermodel.chart.BarDirection;
import org.apache.poi.xddf.usermodel.chart.BarGrouping;
import org.apache.poi.xddf.usermodel.chart.ChartTypes;
import org.apache.poi.xddf.usermodel.chart.LegendPosition;
import org.apache.poi.xddf.usermodel.chart.MarkerStyle;
import org.apache.poi.xddf.usermodel.chart.XDDFBarChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFCategoryAxis;
import org.apache.poi.xddf.usermodel.chart.XDDFCategoryDataSource;
import org.apache.poi.xddf.usermodel.chart.XDDFChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFChartLegend;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSourcesFactory;
import org.apache.poi.xddf.usermodel.chart.XDDFLegendEntry;
import org.apache.poi.xddf.usermodel.chart.XDDFLineChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFNumericalDataSource;
import org.apache.poi.xddf.usermodel.chart.XDDFValueAxis;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.xmlbeans.XmlCursor;
import org.openxmlformats.schemas.drawingml.x2006.chart.CTBarChart;
import org.openxmlformats.schemas.drawingml.x2006.chart.CTTitle;
import org.openxmlformats.schemas.drawingml.x2006.main.CTTextCharacterProperties;

/**
 * Draws a table's native charts. They go on to the sheet before it is streamed: their references name the cells that
 * the rows will fill, and their cached values come from the first reading.
 */
final class ChartDrawing {

    private static final String CHART_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private static final String LANGUAGE = "en-US";
    private static final int WIDTH_PIXELS = 860;
    private static final int ROWS_HIGH = 22;
    private static final int NARROW_PIXELS = 560;
    private static final int GAP_PIXELS = 24;
    private static final int TOP_PIXELS = 6;
    private static final int TITLE_HUNDREDTHS_OF_A_POINT = 1400;
    private static final int PIXELS_PER_CHARACTER = 7;
    private static final int DEFAULT_COLUMN_PIXELS = 64;
    private static final int GAP_WIDTH_PERCENT = 60;
    private static final BigDecimal TEN_MILLION = BigDecimal.valueOf(10_000_000);
    private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);

    private final Placed<?> placed;

    ChartDrawing(Placed<?> placed) {
        this.placed = placed;
    }

    /** Draws all charts on the table's first sheet; left out where it has no rows. */
    void draw(XSSFSheet sheet) {
        if (placed.measured().rows() == 0) {
            return;
        }
        List<Chart> charts = placed.table().charts();
        int width = placed.isShort() && charts.size() > 1 ? NARROW_PIXELS : WIDTH_PIXELS;
        int row = placed.isShort() ? placed.endRow() + 1 : placed.headerRow() + 1;
        int left = placed.isShort() ? 0 : pixelsBefore(placed.lanes().size()) + GAP_PIXELS;
        for (Chart chart : charts) {
            draw(chart, place(sheet, row, left, width));
            if (placed.isShort()) {
                left += width + GAP_PIXELS;
            } else {
                row += ROWS_HIGH + 2;
            }
        }
    }

    private XSSFChart place(XSSFSheet sheet, int row, int left, int width) {
        int from = laneAt(left);
        int to = laneAt(left + width);
        XSSFClientAnchor anchor = new XSSFClientAnchor(Units.pixelToEMU(left - pixelsBefore(from)),
                Units.pixelToEMU(TOP_PIXELS), Units.pixelToEMU(left + width - pixelsBefore(to)), 0, from, row, to, row + ROWS_HIGH);
        return sheet.createDrawingPatriarch().createChart(anchor);
    }

    private int laneAt(int pixels) {
        int lane = 0;
        while (pixelsBefore(lane + 1) <= pixels) {
            lane++;
        }
        return lane;
    }

    private int pixelsBefore(int lane) {
        int pixels = 0;
        for (int before = 0; before < lane; before++) {
            pixels += pixels(before);
        }
        return pixels;
    }

    private int pixels(int lane) {
        return lane < placed.lanes().size() ? placed.width(lane) * PIXELS_PER_CHARACTER + 5 : DEFAULT_COLUMN_PIXELS;
    }

    private void draw(Chart spec, XSSFChart chart) {
        chart.setTitleText(spec.title());
        chart.setTitleOverlay(false);
        titleRun(chart.getCTChart().getTitle()).setSz(TITLE_HUNDREDTHS_OF_A_POINT);
        chart.setAutoTitleDeleted(false);
        // Where the element is missing, Excel rounds the frame's corners.
        chart.getCTChartSpace().addNewRoundedCorners().setVal(false);
        boolean flat = spec.kind() == Chart.Kind.BAR || spec.kind() == Chart.Kind.STACKED_BAR;
        XDDFCategoryAxis categories = chart.createCategoryAxis(flat ? AxisPosition.LEFT : AxisPosition.BOTTOM);
        XDDFValueAxis values = chart.createValueAxis(flat ? AxisPosition.BOTTOM : AxisPosition.LEFT);
        values.setCrosses(flat ? AxisCrosses.MAX : AxisCrosses.AUTO_ZERO);
        values.setCrossBetween(AxisCrossBetween.BETWEEN);
        categories.setTickLabelPosition(AxisTickLabelPosition.LOW);
        if (flat) {
            // The first row of the sheet is the topmost bar.
            categories.setOrientation(AxisOrientation.MAX_MIN);
        }
        scaleOf(spec, values);
        light(values);
        XDDFChartData data = chart.createData(spec.kind() == Chart.Kind.LINE ? ChartTypes.LINE : ChartTypes.BAR,
                categories, values);
        data.setVaryColors(false);
        if (data instanceof XDDFBarChartData bars) {
            bars(spec, bars, flat);
        }
        XDDFCategoryDataSource names = categories(spec);
        long shown = 0;
        for (Chart.Series series : spec.series()) {
            XDDFChartData.Series drawn = data.addSeries(names, numbers(spec, series));
            drawn.setTitle(series.column(), null);
            fill(drawn, series.fill());
            shown += series.fill() == Chart.Fill.NONE ? 0 : 1;
        }
        chart.plot(data);
        if (spec.kind() == Chart.Kind.STACKED_BAR || spec.kind() == Chart.Kind.STACKED_COLUMN) {
            overlap(chart);
        }
        titleRun(chart.getCTChart().getPlotArea().getValAxArray(0).getTitle());
        // The library links the axis to the cells' format, which would undo the thousands and millions.
        chart.getCTChart().getPlotArea().getValAxArray(0).getNumFmt().setSourceLinked(false);
        if (shown > 1) {
            legend(spec, chart);
        }
    }

    /** A title's text properties, in English whatever the machine's locale is (fault 57). */
    private static CTTextCharacterProperties titleRun(CTTitle title) {
        CTTextCharacterProperties run = title.getTx().getRich().getPArray(0).getRArray(0).getRPr();
        run.setLang(LANGUAGE);
        return run;
    }

    private static void legend(Chart spec, XSSFChart chart) {
        XDDFChartLegend legend = chart.getOrAddLegend();
        legend.setPosition(LegendPosition.BOTTOM);
        for (int i = 0; i < spec.series().size(); i++) {
            if (spec.series().get(i).fill() == Chart.Fill.NONE) {
                XDDFLegendEntry entry = legend.addEntry();
                entry.setIndex(i);
                entry.setDelete(true);
            }
        }
    }

    private static void bars(Chart spec, XDDFBarChartData bars, boolean flat) {
        bars.setBarDirection(flat ? BarDirection.BAR : BarDirection.COL);
        boolean stacked = spec.kind() == Chart.Kind.STACKED_BAR || spec.kind() == Chart.Kind.STACKED_COLUMN;
        bars.setBarGrouping(stacked ? BarGrouping.STACKED : BarGrouping.CLUSTERED);
        bars.setGapWidth(GAP_WIDTH_PERCENT);
    }

    /**
     * Puts stacked bars on top of each other. The element is written by hand: the library's own setter needs a schema
     * type that its small schema jar leaves out.
     */
    private static void overlap(XSSFChart chart) {
        CTBarChart bars = chart.getCTChart().getPlotArea().getBarChartArray(0);
        try (XmlCursor cursor = bars.getGapWidth().newCursor()) {
            cursor.toEndToken();
            cursor.toNextToken();
            cursor.beginElement("overlap", CHART_NAMESPACE);
            cursor.insertAttributeWithValue("val", "100");
        }
    }

    /** Large amounts are shown in thousands or millions, and the axis says so; small ones with decimals. */
    private void scaleOf(Chart spec, XDDFValueAxis values) {
        BigDecimal largest = BigDecimal.ZERO;
        for (Chart.Series series : spec.series()) {
            for (List<Object> row : drawn(spec)) {
                if (row.get(placed.measured().index(series.column())) instanceof BigDecimal number) {
                    largest = largest.max(number.abs());
                }
            }
        }
        if (largest.compareTo(TEN_MILLION) >= 0) {
            values.setTitle(spec.unit() + " million");
            values.setNumberFormat("#,##0,,");
        } else if (largest.compareTo(TEN_THOUSAND) >= 0) {
            values.setTitle(spec.unit() + " thousand");
            values.setNumberFormat("#,##0,");
        } else {
            values.setTitle(spec.unit());
            values.setNumberFormat(largest.compareTo(BigDecimal.TEN) >= 0 || largest.signum() == 0 ? "#,##0"
                    : largest.compareTo(BigDecimal.ONE) >= 0 ? "0.0" : "0.00");
        }
    }

    private static void light(XDDFValueAxis values) {
        XDDFLineProperties line = new XDDFLineProperties(new XDDFSolidFillProperties(
                XDDFColor.from(new byte[] {(byte) 0xD9, (byte) 0xD9, (byte) 0xD9})));
        values.getOrAddMajorGridProperties().setLineProperties(line);
    }

    private List<List<Object>> drawn(Chart spec) {
        List<List<Object>> rows = placed.measured().drawn();
        return rows.subList(0, Math.min(rows.size(), spec.firstRows()));
    }

    private String range(Chart spec, String heading) {
        Placed.Part part = placed.parts().get(0);
        return placed.cells(heading, part.sheet(), part.first(), part.first() + drawn(spec).size() - 1);
    }

    private XDDFCategoryDataSource categories(Chart spec) {
        int column = placed.measured().index(spec.categories());
        String[] names = drawn(spec).stream().map(row -> name(row.get(column))).toArray(String[]::new);
        return XDDFDataSourcesFactory.fromArray(names, range(spec, spec.categories()));
    }

    private static String name(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : CellText.written(value.toString());
    }

    private XDDFNumericalDataSource<Double> numbers(Chart spec, Chart.Series series) {
        int column = placed.measured().index(series.column());
        Double[] numbers = drawn(spec).stream()
                .map(row -> row.get(column) instanceof BigDecimal number ? (Double) number.doubleValue() : null)
                .toArray(Double[]::new);
        return XDDFDataSourcesFactory.fromArray(numbers, range(spec, series.column()));
    }

    private static void fill(XDDFChartData.Series series, Chart.Fill fill) {
        XDDFFillProperties paint = fill == Chart.Fill.NONE ? new XDDFNoFillProperties()
                : new XDDFSolidFillProperties(XDDFColor.from(fill.rgb()));
        XDDFShapeProperties shape = new XDDFShapeProperties();
        if (series instanceof XDDFLineChartData.Series line) {
            line.setSmooth(false);
            line.setMarkerStyle(MarkerStyle.CIRCLE);
            shape.setLineProperties(new XDDFLineProperties(paint));
        } else {
            shape.setFillProperties(paint);
        }
        series.setShapeProperties(shape);
    }
}
