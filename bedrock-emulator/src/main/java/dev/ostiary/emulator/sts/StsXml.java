package dev.ostiary.emulator.sts;

import dev.ostiary.emulator.exchange.Answer;
import dev.ostiary.emulator.exchange.AwsError;
import dev.ostiary.emulator.exchange.Headers;
import java.nio.charset.StandardCharsets;

/** The XML of STS answers. */
public final class StsXml {
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    private StsXml() {}

    /** An error in the query protocol's shape; a Bedrock-style type loses its suffix `Exception`. */
    public static Answer error(AwsError error, String requestId) {
        String type = error.status() >= 500 ? "Receiver" : "Sender";
        String code = error.type().replaceFirst("Exception$", "");
        String xml = "<ErrorResponse xmlns=\"" + NAMESPACE + "\"><Error>" + element("Type", type)
                + element("Code", code) + element("Message", error.message()) + "</Error>"
                + element("RequestId", requestId) + "</ErrorResponse>";
        return answer(error.status(), xml);
    }

    /**
     * @param content XML of the result's members, already escaped
     */
    static Answer result(String action, String content, String requestId) {
        return answer(
                200,
                "<" + action + "Response xmlns=\"" + NAMESPACE + "\"><" + action + "Result>" + content + "</" + action
                        + "Result><ResponseMetadata>" + element("RequestId", requestId) + "</ResponseMetadata></"
                        + action + "Response>");
    }

    static String element(String name, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<" + name + ">" + escaped + "</" + name + ">";
    }

    private static Answer answer(int status, String xml) {
        return new Answer.Whole(
                status, Headers.NONE.with("Content-Type", "text/xml"), xml.getBytes(StandardCharsets.UTF_8));
    }
}
