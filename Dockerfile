# syntax=docker/dockerfile:1
# Targets: gateway (default) and emulator. Not built in development: no Docker engine is at hand there (README says what was checked).
ARG JAVA=25

FROM eclipse-temurin:${JAVA}-jdk AS build
RUN apt-get update && apt-get install -y --no-install-recommends maven && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN mvn -B -ntp package -DskipTests -Dquarkus.package.jar.aot.enabled=true

# The training run for the AOT cache happens on the JRE that will serve: the cache holds for one build of Java, one path and
# unchanged file times only.
FROM eclipse-temurin:${JAVA}-jre AS gateway-files
COPY --from=build /src/gateway/target/quarkus-app /opt/ostiary
COPY --from=build /src/bedrock-emulator/target/bedrock-emulator.jar /src/bedrock-emulator/target/lib /opt/emulator-lib/
COPY deploy/jvm.options /opt/ostiary/jvm.options
COPY deploy/aot/train.sh /usr/local/bin/train
COPY access /opt/training-access
RUN mkdir -p /opt/emulator/lib && cd /opt/emulator-lib && mv bedrock-emulator.jar /opt/emulator/ && mv ./*.jar /opt/emulator/lib/ \
    && bash /usr/local/bin/train /opt/ostiary /opt/emulator/bedrock-emulator.jar /opt/training-access

FROM eclipse-temurin:${JAVA}-jre AS emulator
COPY --from=build /src/bedrock-emulator/target/bedrock-emulator.jar /opt/emulator/
COPY --from=build /src/bedrock-emulator/target/lib /opt/emulator/lib
USER 65532:65532
ENV EMULATOR_HOST=0.0.0.0 EMULATOR_PORT=4566
EXPOSE 4566
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-jar", "/opt/emulator/bedrock-emulator.jar"]

FROM eclipse-temurin:${JAVA}-jre AS gateway
COPY --from=gateway-files /opt/ostiary /opt/ostiary
USER 65532:65532
WORKDIR /opt/ostiary
# Only /tmp is written to (mount a tmpfs): the root file system may be read-only.
ENV OSTIARY_ACCESS_DIRECTORY=/etc/ostiary/access OSTIARY_CATALOGUE_FILE=/tmp/ostiary-catalogue.json
EXPOSE 8080 8443 9000
ENTRYPOINT ["java", "@jvm.options", "-XX:AOTCache=app.aot", "-jar", "quarkus-run.jar"]
