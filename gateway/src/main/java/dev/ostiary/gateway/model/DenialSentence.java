package dev.ostiary.gateway.model;

/** The sentence that IAM writes into its refusals, with the app in the place of the user. */
public final class DenialSentence {
    private DenialSentence() {}

    /**
     * @param reason the end of the sentence, from "because" or "with" on
     */
    public static String of(String appId, String action, String resource, String reason) {
        return "User: app/" + appId + " is not authorized to perform: " + action + " on resource: " + resource + " "
                + reason;
    }
}
