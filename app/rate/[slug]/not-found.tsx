export default function NotFound() {
  return (
    <main id="main" className="rate-main rate-wrap rate-quiet">
      <h1>No study is open at this address</h1>
      <p>
        Check the link that you were given, every character of it. If it is right, the study may not have opened yet.
      </p>
    </main>
  );
}
