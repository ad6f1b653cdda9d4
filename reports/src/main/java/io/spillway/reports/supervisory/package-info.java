/** The workbook "Daily supervisory report", for regulators. */
package io.spillway.reports.supervisory;
