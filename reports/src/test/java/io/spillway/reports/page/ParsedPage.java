package io.spillway.reports.page;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** A page read back by the JDK's XML parser; reading fails where the page is not well-formed. */
final class ParsedPage {
    private final Document document;

    private ParsedPage(Document document) {
        this.document = document;
    }

    static ParsedPage of(Story story) throws Exception {
        return read(StoryPage.render(story));
    }

    static ParsedPage read(String page) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new DefaultHandler() {
            @Override
            public void fatalError(SAXParseException problem) throws SAXParseException {
                throw problem;
            }
        });
        return new ParsedPage(builder.parse(new InputSource(new StringReader(page))));
    }

    /** All text of the page, runs of white space as one space. */
    String text() {
        return document.getDocumentElement().getTextContent().replaceAll("\\s+", " ");
    }

    List<Element> all(String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    List<Element> withLook(String name, String look) {
        return all(name).stream().filter(element -> List.of(element.getAttribute("class").split(" ")).contains(look)).toList();
    }

    /** The cells' text of each row of the table with that caption, headings left out. */
    List<List<String>> table(String caption) {
        Element table = all("table").stream()
                .filter(one -> one.getElementsByTagName("caption").item(0).getTextContent().equals(caption)).findFirst().orElseThrow();
        List<List<String>> rows = new ArrayList<>();
        NodeList lines = table.getElementsByTagName("tr");
        for (int i = 1; i < lines.getLength(); i++) {
            List<String> cells = new ArrayList<>();
            NodeList children = lines.item(i).getChildNodes();
            for (int j = 0; j < children.getLength(); j++) {
                if (children.item(j) instanceof Element cell) {
                    cells.add(cell.getTextContent());
                }
            }
            rows.add(cells);
        }
        return rows;
    }
}
