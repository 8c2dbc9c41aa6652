"""What the made-up people of the demonstration chat say, in Indonesian as the phone that wrote it.

These are data, not words of the interface: they are not translated.
"""

ENCRYPTED = (
    "Pesan dan panggilan dienkripsi secara end-to-end. Hanya orang di chat ini yang dapat "
    "membaca, mendengarkan, atau membagikannya. Pelajari selengkapnya."
)
MADE_UP = (
    "Percakapan ini dibuat oleh komputer untuk latihan (this conversation is simulated). Semua "
    "nama dan pesan adalah rekaan. Selamat datang di kelas!"
)
QUESTION = (
    "*Minggu {number}: {topic}*\n{prompt}\nSilakan berdiskusi. Di akhir minggu setiap mahasiswa "
    "menulis ringkasan singkat untuk semua."
)
REMINDER = (
    "Besok batas ringkasan minggu {number}. Yang belum menulis, beberapa kalimat saja sudah cukup."
)
SUMMARY_OPENINGS = (
    "Ringkasan minggu {number}",
    "*Ringkasan minggu ke-{number}: {topic}*",
    "Ringkasan {number}",
    "Rangkuman minggu {number}:",
    "Resume minggu {number}",
    "#ringkasan{number}",
)
POINTS = (
    "Diskusi tertulis memberi waktu untuk berpikir sebelum menjawab",
    "Video hanya perlu saat ada yang harus ditunjukkan, selebihnya suara dan teks sudah cukup",
    "Aturan kelas sebaiknya disepakati pada pertemuan pertama dan disematkan",
    "Kuota menjadi hambatan terbesar, jadi materi harus bisa diunduh sekali saja",
    "Kelompok campuran dari beberapa kampus membuat sudut pandangnya lebih luas",
    "Pertanyaan pemandu membuat diskusi tidak melebar ke mana-mana",
    "Dosen cukup memandu, jawaban pertama sebaiknya datang dari mahasiswa",
    "Ringkasan teman membantu yang tertinggal karena sinyal",
    "Sumber dari media sosial harus diperiksa siapa penulisnya dan kapan ditulis",
    "Pakar tamu paling berguna jika pertanyaannya dikirim lebih dahulu",
    "Data pribadi teman tidak boleh disebarkan ke luar kelas",
    "Jadwal yang tetap lebih mudah diikuti daripada pertemuan mendadak",
)
REMARKS = (
    "Tentang “{topic}”: manfaatnya baru terasa kalau pertanyaannya jelas.",
    "Setuju, di kampus kami juga begitu.",
    "Kalau sinyal lemah, bagaimana caranya tetap ikut?",
    "Saya biasanya membaca dulu, baru menulis malam hari.",
    "Boleh minta contohnya?",
    "Di tempat saya listrik sering padam, jadi teks lebih aman daripada video.",
    "Saya kurang setuju. Tanpa video, praktiknya sulit dibayangkan.",
    "Sudah saya coba kemarin, ternyata cukup dengan ponsel.",
    "Terima kasih penjelasannya, sekarang lebih jelas.",
    "Kelompok kami membagi tugas: satu mencari sumber, satu menulis, satu memeriksa.",
    "Ada yang punya bacaan tentang “{topic}”?",
    "Saya menemukan artikelnya, nanti saya kirim di kanal materi.",
    "Kalau menurut pengalaman kakak tingkat, yang penting jadwalnya tetap.",
    "Bagaimana jika ada yang tidak pernah menulis?",
    "Yang diam belum tentu tidak membaca.",
    "Usul: pertanyaan dikumpulkan dulu, dibahas sekaligus nanti malam.",
    "Saya setuju dengan usul itu.",
    "Maaf baru bergabung, tadi masih di jalan.",
    "Menurut kelompok kami ada dua hal: biaya dan kebiasaan.",
    "Apakah ini berlaku juga untuk kelas praktikum?",
    "Rekaman suara dua menit lebih hemat daripada rapat satu jam.",
    "Di kelompok saya yang jauh justru paling rajin menulis.",
    "Saya baru tahu kampus lain punya aturan yang berbeda.",
    "Kalau semua menulis bersamaan, saya sulit mengikuti.",
    "Mungkin perlu satu orang yang merangkum tiap malam.",
    "Contoh dari kelas tahun lalu masih bisa dilihat?",
    "Saya hanya punya kuota malam hari, jadi membalasnya terlambat.",
    "Dua syarat menurut saya: gratis, dan tidak meminta nomor telepon.",
    "Ternyata yang saya kira fakta hanya judulnya saja.",
    "Berapa lama biasanya diskusi seperti ini?",
    "Saya setuju, asal tidak dinilai dari banyaknya pesan.",
    "Kami akan mencobanya di kelompok dulu, lalu melapor di sini.",
)
GUIDANCE = (
    "Pertanyaan bagus. Ada yang bisa menjawab dari pengalaman di kampusnya?",
    "Coba bandingkan dengan keadaan di perguruan tinggi lain.",
    "Terima kasih. Apa alasannya?",
    "Kita kembali ke pertanyaan minggu ini, “{topic}”.",
    "Dua pendapat ini berbeda. Mana yang didukung data?",
    "Silakan yang belum bersuara, pendapat singkat pun berguna.",
)
