/**
 * Excel workbooks from plain rows: a cover, and sheets that are lists of typed columns.
 *
 * <p>The only package that knows the spreadsheet library. A number is a number cell whose decimal text equals the
 * exact amount; text from data is always a string cell; a total is a formula with its cached value, beside the
 * ledger's figure; the same data gives the same bytes.
 */
package io.spillway.reports.workbook;
