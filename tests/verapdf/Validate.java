import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Prints one line for each rule of PDF/UA-1 that a file breaks, then the verdict.
 *
 * <p>The jar carries the rules but not the XML binding that veraPDF reads them with,
 * so they are read here, with the parser of the Java platform.
 */
public class Validate {
    private static final String RULES = "/org/verapdf/pdfa/validation/PDFUA-1.xml";

    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        try (InputStream file = new FileInputStream(arguments[0]);
                PDFAParser parser =
                        Foundries.defaultInstance().createParser(file, PDFAFlavour.PDFUA_1);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(profile(), false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    System.out.println(line(assertion));
                }
            }
            System.out.println("rules " + result.getValidationProfile().getRules().size());
            System.out.println("compliant " + result.isCompliant());
        }
    }

    private static String line(TestAssertion assertion) {
        RuleId rule = assertion.getRuleId();
        return rule.getClause() + "-" + rule.getTestNumber() + " " + assertion.getMessage()
                + " " + assertion.getLocation().getContext();
    }

    private static ValidationProfile profile() throws Exception {
        Document document;
        try (InputStream xml = Validate.class.getResourceAsStream(RULES)) {
            document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml);
        }
        Set<Rule> rules = new HashSet<>();
        NodeList elements = document.getElementsByTagName("rule");
        for (int i = 0; i < elements.getLength(); i++) {
            rules.add(rule((Element) elements.item(i)));
        }
        Set<Variable> variables = new HashSet<>();
        elements = document.getElementsByTagName("variable");
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
            variables.add(Profiles.variableFromValues(
                    element.getAttribute("name"), element.getAttribute("object"),
                    text(element, "defaultValue"), text(element, "value")));
        }
        return Profiles.profileFromValues(
                PDFAFlavour.PDFUA_1,
                Profiles.profileDetailsFromValues("PDF/UA-1", "", "veraPDF", new Date(0)),
                "", rules, variables);
    }

    private static Rule rule(Element element) {
        Element id = (Element) element.getElementsByTagName("id").item(0);
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                        PDFAFlavour.Specification.ISO_14289_1,
                        id.getAttribute("clause"),
                        Integer.parseInt(id.getAttribute("testNumber"))),
                element.getAttribute("object"),
                Boolean.valueOf(element.getAttribute("deferred")),
                element.getAttribute("tags"), text(element, "description"),
                text(element, "test"),
                Profiles.errorFromValues(text(element, "message"), Collections.emptyList()),
                Collections.emptyList());
    }

    private static String text(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent();
    }
}
