# docker build -t kefuchat . && docker run -p 8080:8080 -v kefuchat:/data kefuchat
FROM ubuntu:26.04 AS build
RUN apt-get update && apt-get install -y --no-install-recommends dotnet-sdk-10.0 && rm -rf /var/lib/apt/lists/*
WORKDIR /source

# The build of the server builds the browser side as well.
COPY --from=node:22-slim /usr/local/bin/node /usr/local/bin/
COPY --from=node:22-slim /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm

# Restored by themselves, so that a change of code does not fetch the packages again.
COPY src/web/package.json src/web/package-lock.json src/web/
COPY src/web/client/package.json src/web/client/
COPY src/web/ui/package.json src/web/ui/
COPY src/web/widget/package.json src/web/widget/
COPY src/web/console/package.json src/web/console/
RUN npm ci --prefix src/web --no-audit --no-fund
COPY src/web/web.targets src/web/
COPY Directory.Build.props Directory.Packages.props ./
COPY src/KefuChat/KefuChat.csproj src/KefuChat/
COPY src/MessagePack/MessagePack.csproj src/MessagePack/
COPY src/Grpc.Core.Api/Grpc.Core.Api.csproj src/Grpc.Core.Api/
COPY src/Grpc.Net.Client/Grpc.Net.Client.csproj src/Grpc.Net.Client/
COPY src/Grpc.AspNetCore.Server/Grpc.AspNetCore.Server.csproj src/Grpc.AspNetCore.Server/
RUN dotnet restore src/KefuChat
COPY .editorconfig appsettings.json ./
COPY protos protos
COPY src src
RUN dotnet publish src/KefuChat --no-restore -c Release -o /app

FROM ubuntu:26.04
RUN apt-get update && apt-get install -y --no-install-recommends aspnetcore-runtime-10.0 curl && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --no-create-home kefuchat \
 && install -d -o kefuchat -g kefuchat -m 700 /data
COPY --from=build /app /app
WORKDIR /app
USER kefuchat
VOLUME /data
EXPOSE 8080
ENV Urls=http://0.0.0.0:8080 Kefu__DataDirectory=/data
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s CMD curl -fsS http://127.0.0.1:8080/readyz || exit 1

# A stop closes sockets with a delay for each client and exits within 10 s: docker stop waits as long by default.
STOPSIGNAL SIGTERM
ENTRYPOINT ["dotnet", "KefuChat.dll"]
