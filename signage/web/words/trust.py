"""Words of the page that helps devices to trust the office's own certificate authority."""

from __future__ import annotations

from collections.abc import Mapping

from signage.web.words import Words

WORDS: Mapping[str, Words] = {
    "trust": Words("証明書の入れ方", "Trusting this server"),
    "trust link": Words(
        "ブラウザーの警告が出るとき(証明書の入れ方)", "If the browser warns you: trusting this server"
    ),
    "trust help": Words(
        "このサーバーとの通信は暗号化されています。端末ごとに1回、庁内の認証局の証明書を入れると、"
        "ブラウザーの警告が出なくなります。",
        "What goes to and from this server is encrypted. Install the certificate of the office CA once on each "
        "device, and "
        "the browser stops warning.",
    ),
    "trust nothing": Words("何もする必要はありません", "There is nothing to be done"),
    "trust city": Words(
        "このサーバーは市の証明書を使っています。警告が出るときは、証明書を入れずに情報担当へ知らせてください。",
        "This server uses the city's own certificate. If a browser warns you, install nothing and tell the IT staff.",
    ),
    "trust proxy": Words(
        "通信の暗号化は、このサーバーの手前にある機器が受け持っています。"
        "警告が出るときは情報担当へ知らせてください。",
        "A machine in front of this server encrypts. If a browser warns you, tell the IT staff.",
    ),
    "trust nobody": Words(
        "このサーバーは通信を暗号化していません。入れる証明書はありません。",
        "This server does not encrypt. There is no certificate to install.",
    ),
    "trust compare": Words("1. 指紋を見比べる", "1. Compare the fingerprint"),
    "trust compare what": Words(
        "下の指紋が、情報担当から配られた紙(印刷した機器一覧など)と、最初から最後まで同じことを確かめてください。"
        "紙がないときは、情報担当がサーバーで signage doctor を実行すると表示されます。",
        "Make sure that the fingerprint below is the same, from beginning to end, as the one on the paper from the "
        "IT staff (the printed list of players, for example). Without a paper they run signage doctor on the server.",
    ),
    "trust compare why": Words(
        "違うとき、紙がないときは、証明書を入れないでください。このページがにせものでも、紙と比べれば分かります。",
        "If it differs, or there is no paper, do not install the certificate. A page may be faked; the paper shows "
        "it.",
    ),
    "trust name": Words("証明書の名前", "Name of the certificate"),
    "trust fingerprint": Words("指紋(SHA-256)", "Fingerprint (SHA-256)"),
    "trust thumbprint": Words("拇印(SHA-1)", "Thumbprint (SHA-1)"),
    "trust download": Words("2. 証明書をダウンロードする", "2. Download the certificate"),
    "trust download now": Words("証明書をダウンロード", "Download the certificate"),
    "trust download what": Words(
        "ダウンロードの警告が出たときは「保存」または「許可」を選びます。",
        "If the browser asks, choose “Keep” or “Allow”.",
    ),
    "trust install": Words("3. 端末に入れる", "3. Install it on the device"),
    "trust windows": Words("Windows のパソコン(Edge、Chrome)", "Windows PC (Edge, Chrome)"),
    "trust windows steps": Words(
        "ダウンロードした signage-authority.crt を開きます。「このファイルを開きますか?」には[開く]を選びます。\n"
        "[詳細]タブのいちばん下の「拇印」が、紙の拇印と同じことを確かめます。\n"
        "[全般]タブに戻り、[証明書のインストール]を押します。\n"
        "[現在のユーザー]を選び、[次へ]を押します。\n"
        "[証明書をすべて次のストアに配置する]を選び、[参照]で[信頼されたルート証明機関]を選んで[OK]、[次へ]、"
        "[完了]の順に押します。\n"
        "「セキュリティ警告」に証明書の名前と拇印が出ます。同じことを確かめて[はい]を押します。\n"
        "ブラウザーの窓をすべて閉じて、開き直します。",
        "Open the downloaded signage-authority.crt; choose “Open” where Windows asks.\n"
        "On the “Details” tab make sure that “Thumbprint”, at the bottom, is the one on the paper.\n"
        "Go back to “General” and press “Install Certificate”.\n"
        "Choose “Current User” and press “Next”.\n"
        "Choose “Place all certificates in the following store”, press “Browse”, choose “Trusted Root Certification "
        "Authorities”, then “OK”, “Next” and “Finish”.\n"
        "A security warning shows the certificate's name and thumbprint. If they are the same, press “Yes”.\n"
        "Close all windows of the browser and open it again.",
    ),
    "trust windows many": Words(
        "庁内のパソコンにまとめて入れるには、"
        "グループポリシーの[公開キーのポリシー]―[信頼されたルート証明機関]にこの証明書を"
        "取り込みます(情報担当の作業です)。",
        "For many PCs at once the IT staff import it by Group Policy: Public Key Policies, Trusted Root "
        "Certification "
        "Authorities.",
    ),
    "trust ipad": Words("iPad", "iPad"),
    "trust ipad steps": Words(
        "Safari でこのページを開き、証明書をダウンロードします。確認が出たら[許可]を押します。\n"
        "[設定]を開き、上のほうの[ダウンロード済みのプロファイル]を押します。\n"
        "[詳細]で証明書を開き、「SHA-256」の値が紙の指紋と同じことを確かめます。\n"
        "[インストール]を押し、パスコードを入れて、もう一度[インストール]を押します。\n"
        "[設定]―[一般]―[情報]―[証明書信頼設定]で、この証明書をオンにし、[続ける]を押します。",
        "Open this page in Safari and download the certificate; choose “Allow” where it asks.\n"
        "Open “Settings” and tap “Profile Downloaded” near the top.\n"
        "Under “More Details” open the certificate and compare “SHA-256” with the paper.\n"
        "Tap “Install”, enter the passcode, and tap “Install” again.\n"
        "In “Settings”, “General”, “About”, “Certificate Trust Settings” switch this certificate on and tap "
        "“Continue”.",
    ),
    "trust android": Words("Android のタブレット", "Android tablet"),
    "trust android steps": Words(
        "Chrome でこのページを開き、証明書をダウンロードします。\n"
        "[設定]の検索欄に「CA 証明書」と入れて開きます。多くの機種では[セキュリティ]―[その他のセキュリティ設定]―"
        "[暗号化と認証情報]―[証明書のインストール]―[CA 証明書]です。\n"
        "注意書きを読み、[インストールする]を押して、ダウンロードした signage-authority.crt を選びます。\n"
        "[信頼できる認証情報]の[ユーザー]タブで証明書を開き、「SHA-256」の値が紙の指紋と同じことを確かめます。"
        "違うときは削除します。",
        "Open this page in Chrome and download the certificate.\n"
        "Search for “CA certificate” in “Settings”. On most devices it is under “Security”, “More security "
        "settings”, "
        "“Encryption and credentials”, “Install a certificate”.\n"
        "Read the note, tap “Install anyway” and choose the downloaded signage-authority.crt.\n"
        "Open the certificate under “Trusted credentials”, “User”, and compare “SHA-256” with the paper. Remove it "
        "if it "
        "differs.",
    ),
    "trust pi": Words("Raspberry Pi、Linux", "Raspberry Pi, Linux"),
    "trust pi player": Words(
        "表示端末のプログラム(signage-player)には、登録のときに証明書が渡ります。何もする必要はありません。",
        "The player program (signage-player) is given the certificate when it is enrolled; there is nothing to be "
        "done.",
    ),
    "trust pi steps": Words(
        "この端末のブラウザー(Chromium)で使うときは、端末(ターミナル)で下の3行を実行します。\n"
        "2行目に出る値が、紙の指紋と同じことを確かめます。違うときは3行目を実行しないでください。\n"
        "Chromium を開き直します。",
        "For the browser (Chromium) of this machine run the three lines below in a terminal.\n"
        "Make sure that what the second line shows is the fingerprint on the paper; if not, do not run the third.\n"
        "Open Chromium again.",
    ),
    "exposed": Words(
        "通信が暗号化されていません。パスワードが途中で読まれるおそれがあります。情報担当に、サーバーで signage "
        "doctor を"
        "実行するよう伝えてください。",
        "Nothing is encrypted on the way: passwords may be read. Ask the IT staff to run signage doctor on the "
        "server.",
    ),
}
